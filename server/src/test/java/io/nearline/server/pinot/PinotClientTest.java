package io.nearline.server.pinot;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nearline.server.pinot.PinotException.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real client against brokers that misbehave as no real one can be made to. */
class PinotClientTest {
  private static final PinotSql SQL = new PinotSql("actions", "SELECT 'naïve 😀' LIMIT 1");

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final BlockingQueue<String> bodies = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> authorizations = new LinkedBlockingQueue<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private HttpServer http;
  private volatile int status = 200;
  private volatile String response =
      """
      {"resultTable": {"dataSchema": {"columnNames": ["n"], "columnDataTypes": ["LONG"]},
        "rows": [[9007199254740993]]}, "exceptions": [], "numServersQueried": 1,
       "numServersResponded": 1, "numConsumingSegmentsQueried": 1,
       "minConsumingFreshnessTimeMs": 42}
      """;

  @BeforeEach
  void start() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/query/sql", this::answer);
    http.createContext(
        "/v2/brokers/tables",
        exchange ->
            send(
                exchange,
                200,
                "{\"actions_REALTIME\": [{\"instanceName\": \"b\", \"host\": \"127.0.0.1\", \"port\": "
                    + http.getAddress().getPort()
                    + "}]}"));
    http.start();
  }

  @AfterEach
  void stop() {
    end.countDown();
    http.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    send(exchange, status, response);
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private BrokerAddress address() {
    return new BrokerAddress("127.0.0.1", http.getAddress().getPort());
  }

  private static BrokerAddress deadPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new BrokerAddress("127.0.0.1", socket.getLocalPort());
    }
  }

  private PinotClient client(BrokerAddress... brokers) {
    return new PinotClient(settings(List.of(brokers), Optional.empty()), meters);
  }

  private static PinotClientSettings settings(
      List<BrokerAddress> brokers, Optional<BrokerAddress> controller) {
    return new PinotClientSettings(
        brokers,
        controller,
        Optional.empty(),
        Map.of("Authorization", "Basic abc"),
        Duration.ofSeconds(10),
        Duration.ofSeconds(2),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30));
  }

  private static PinotTable ask(PinotClient client) {
    return Outcome.of(client.query(SQL, Deadline.after(Duration.ofSeconds(10))));
  }

  private static PinotException askInVain(PinotClient client) {
    return Outcome.failure(client.query(SQL, Deadline.after(Duration.ofSeconds(10))));
  }

  @Test
  void statementAndHeadersArriveAndRowsComeBack() throws InterruptedException {
    try (PinotClient client = client(address())) {
      PinotTable rows = ask(client);

      assertThat(rows.columns()).containsExactly("n");
      assertThat(rows.int64(0, 0)).isEqualTo(9007199254740993L);
      assertThat(rows.freshThroughMillis()).hasValue(42);
      assertThat(bodies.take()).contains("; SELECT 'naïve 😀' LIMIT 1").contains("SET timeoutMs=");
      assertThat(authorizations.take()).isEqualTo("Basic abc");
      assertThat(meters.get("nearline.pinot.statement").tag("outcome", "ok").timer().count())
          .isEqualTo(1);
    }
  }

  @Test
  void deadPortAmongTwoIsNoOutage() throws IOException {
    try (PinotClient client = client(deadPort(), address())) {
      for (int i = 0; i < 4; i++) {
        assertThat(ask(client).rows()).isEqualTo(1);
      }
    }
  }

  @Test
  void connectionRefused() throws IOException {
    BrokerAddress dead = deadPort();
    try (PinotClient client = client(dead)) {
      PinotException failure = askInVain(client);

      assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
      assertThat(failure).hasMessageContaining(dead.toString());
      assertThat(
              meters.get("nearline.pinot.statement").tag("outcome", "unreachable").timer().count())
          .isEqualTo(1);
    }
  }

  @Test
  void httpErrorsAndGarbage() {
    try (PinotClient client = client(address())) {
      status = 503;
      assertThat(askInVain(client)).hasMessageContaining("503");
      status = 200;
      for (String garbage : List.of("<html>", "", "null", "[]", "{}", "{\"resultTable\": 3}")) {
        response = garbage;
        assertThat(askInVain(client).kind()).as(garbage).isEqualTo(Kind.UNREACHABLE);
      }
    }
  }

  @Test
  void controllerNamesTheBrokers() {
    try (PinotClient client =
        new PinotClient(settings(List.of(), Optional.of(address())), meters)) {
      PinotTable rows =
          Outcome.eventually(
              Duration.ofSeconds(20),
              () -> client.query(SQL, Deadline.after(Duration.ofSeconds(10))));
      assertThat(rows.rows()).isEqualTo(1);
    }
  }

  /** The system accepts connections to a socket that listens, and nobody ever reads from them. */
  @Test
  void silentBrokerCostsOneStatementAPause() throws IOException {
    AtomicLong nanos = new AtomicLong();
    Duration pause = Duration.ofSeconds(2);
    Duration patience = Duration.ofSeconds(2);
    try (PinotClient warm = client(address())) {
      ask(warm);
    }
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        BrokerPool pool =
            new BrokerPool(
                BrokerDirectory.of(
                    List.of(new BrokerAddress("127.0.0.1", silent.getLocalPort()), address())),
                new ClientTransport(settings(List.of(address()), Optional.empty())),
                pause,
                nanos::get)) {
      assertThat(failures(pool, 6, patience)).isEqualTo(3);
      assertThat(failures(pool, 6, patience)).isZero();

      nanos.addAndGet(pause.toNanos());
      assertThat(failures(pool, 6, patience)).isEqualTo(1);
      nanos.addAndGet(pause.toNanos());
      assertThat(failures(pool, 6, patience)).isEqualTo(1);
    }
  }

  private static long failures(BrokerPool pool, int statements, Duration patience) {
    List<CompletionStage<PinotTable>> answers =
        IntStream.range(0, statements)
            .mapToObj(i -> pool.query(SQL, Deadline.after(patience)))
            .toList();
    return answers.stream()
        .filter(answer -> Outcome.of(answer.handle((rows, failure) -> failure != null)))
        .count();
  }

  @Test
  void peerThatSpeaksNoHttpIsUnreachable() throws IOException {
    try (ServerSocket peer = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        PinotClient client = client(new BrokerAddress("127.0.0.1", peer.getLocalPort()))) {
      CompletableFuture<Void> talk =
          CompletableFuture.runAsync(
              () -> {
                try (Socket socket = peer.accept()) {
                  int first = socket.getInputStream().read();
                  assertThat(first).isEqualTo('P');
                  socket
                      .getOutputStream()
                      .write("220 mail ready\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                  socket.getOutputStream().flush();
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });

      assertThat(askInVain(client).kind()).isEqualTo(Kind.UNREACHABLE);
      talk.join();
    }
  }

  @Test
  void silentBrokerEndsWithTheDeadline() {
    http.removeContext("/query/sql");
    http.createContext(
        "/query/sql",
        exchange -> {
          try {
            end.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          exchange.close();
        });
    try (PinotClient client = client(address())) {
      PinotException failure =
          Outcome.failure(client.query(SQL, Deadline.after(Duration.ofMillis(100))));
      assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
      end.countDown();
    }
  }
}
