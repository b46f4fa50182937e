package io.nearline.server.pinot;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.netty.handler.ssl.JdkSslContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pinot.client.PinotClientException;
import org.asynchttpclient.AsyncHandler;
import org.asynchttpclient.AsyncHttpClient;
import org.asynchttpclient.BoundRequestBuilder;
import org.asynchttpclient.DefaultAsyncHttpClientConfig;
import org.asynchttpclient.Dsl;
import org.asynchttpclient.HttpResponseBodyPart;
import org.asynchttpclient.HttpResponseStatus;

/**
 * Exchanges statements for answers as the Pinot Java client's own transport does, which would make
 * an object of every cell: here the answer's reader is the caller's.
 */
final class PackedClientTransport implements AutoCloseable {
  private static final String[] TLS_VERSIONS = {"TLSv1.3", "TLSv1.2"};

  private final PinotClientSettings settings;
  private final AsyncHttpClient http;

  PackedClientTransport(PinotClientSettings settings) {
    int connectMillis = Math.toIntExact(settings.connectTimeout().toMillis());
    int answerMillis = Math.toIntExact(settings.longestStatement().toMillis());
    DefaultAsyncHttpClientConfig.Builder config =
        Dsl.config()
            .setConnectTimeout(connectMillis)
            .setHandshakeTimeout(connectMillis)
            .setReadTimeout(answerMillis)
            .setRequestTimeout(answerMillis)
            .setCookieStore(null)
            .setUserAgent("nearline");
    settings.tls().ifPresent(tls -> config.setSslContext(sslContext(tls)));
    this.settings = settings;
    this.http = Dsl.asyncHttpClient(config);
  }

  private static JdkSslContext sslContext(TlsContext tls) {
    return new JdkSslContext(
        tls.context(),
        true,
        null,
        IdentityCipherSuiteFilter.INSTANCE,
        null,
        ClientAuth.NONE,
        TLS_VERSIONS,
        false);
  }

  /** Sends a statement; the answer is the body, all of which is there. */
  CompletableFuture<InputStream> send(String broker, String sql) {
    BoundRequestBuilder request =
        http.preparePost(settings.scheme() + "://" + broker + "/query/sql");
    settings.headers().forEach(request::addHeader);
    request.addHeader("Content-Type", "application/json; charset=utf-8");
    request.setBody(body(sql));
    return request.execute(new Answer()).toCompletableFuture();
  }

  private static String body(String sql) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("sql", sql)
        .put("queryOptions", "groupByMode=sql;responseFormat=sql")
        .toString();
  }

  @Override
  public void close() {
    try {
      http.close();
    } catch (IOException e) {
      throw new PinotClientException(e);
    }
  }

  /** Collects an answer's parts. */
  private static final class Answer implements AsyncHandler<InputStream> {
    private final List<InputStream> parts = new ArrayList<>();
    private int status;

    @Override
    public State onStatusReceived(HttpResponseStatus received) {
      status = received.getStatusCode();
      return State.CONTINUE;
    }

    @Override
    public State onHeadersReceived(HttpHeaders headers) {
      return State.CONTINUE;
    }

    @Override
    public State onBodyPartReceived(HttpResponseBodyPart part) {
      parts.add(new ByteArrayInputStream(part.getBodyPartBytes()));
      return State.CONTINUE;
    }

    @Override
    public void onRetry() {
      parts.clear();
    }

    @Override
    public InputStream onCompleted() {
      if (status != 200) {
        throw new PinotClientException("Pinot returned HTTP status " + status + ", expected 200");
      }
      return new SequenceInputStream(Collections.enumeration(parts));
    }

    @Override
    public void onThrowable(Throwable failure) {
      // The future fails with it.
    }
  }
}
