package io.nearline.server.pinot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.POJONode;
import io.nearline.server.pinot.PinotException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.pinot.client.BrokerResponse;
import org.apache.pinot.client.ExecutionStats;
import org.apache.pinot.client.PinotClientException;
import org.jspecify.annotations.Nullable;

/**
 * Sends statements as the Pinot Java client does. The client's {@code Connection} above it would
 * choose brokers at random, and parse every statement for its tables.
 */
final class ClientTransport implements BrokerTransport {
  private static final ResultTable ABSENT = new ResultTable.Absent();

  private final PackedClientTransport client;

  ClientTransport(PinotClientSettings settings) {
    this.client = new PackedClientTransport(settings);
  }

  @Override
  public CompletionStage<BrokerAnswer> send(BrokerAddress broker, String sql) {
    // Whatever the exchange fails with came of the broker, be it no HTTP at all or no JSON. What
    // else is thrown before it, or while its answer is read, is a defect of this side.
    return client
        .send(broker.toString(), sql)
        .exceptionally(
            failure -> {
              throw unreachable(broker, failure);
            })
        .thenApply(body -> answer(read(broker, body)));
  }

  private static BrokerResponse read(BrokerAddress broker, InputStream body) {
    try {
      return AnswerReader.read(body);
    } catch (IOException e) {
      throw unreachable(broker, e);
    }
  }

  @Override
  public void close() {
    client.close();
  }

  static BrokerAnswer answer(BrokerResponse response) {
    ExecutionStats statistics = response.getExecutionStats();
    return new BrokerAnswer(
        resultTable(response.getResultTable()),
        faults(response),
        statistics.getNumServersQueried(),
        statistics.getNumServersResponded(),
        statistics.isNumGroupsLimitReached(),
        statistics.isPartialResult(),
        statistics.getNumConsumingSegmentsQueried(),
        statistics.getMinConsumingFreshnessTimeMs());
  }

  private static List<BrokerAnswer.Fault> faults(BrokerResponse response) {
    if (!response.hasExceptions()) {
      return List.of();
    }
    List<BrokerAnswer.Fault> faults = new ArrayList<>();
    response
        .getExceptions()
        .forEach(
            node ->
                faults.add(
                    new BrokerAnswer.Fault(
                        node.path("errorCode").asInt(), node.path("message").asText())));
    return faults;
  }

  private static ResultTable resultTable(@Nullable JsonNode node) {
    return node instanceof POJONode packed ? (ResultTable) packed.getPojo() : ABSENT;
  }

  private static PinotException unreachable(BrokerAddress broker, Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof CompletionException || cause instanceof PinotClientException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    String reason = cause instanceof PinotClientException ? cause.getMessage() : cause.toString();
    return new PinotException(
        Kind.UNREACHABLE, "broker " + broker + " can't be reached: " + reason, failure);
  }
}
