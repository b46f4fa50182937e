package io.nearline.server.pinot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nearline.server.pinot.PinotException.Kind;
import io.nearline.server.pinot.TlsContext.Identity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real client against a real HTTPS server that wants to know who asks. */
class PinotTlsTest {
  private static final PinotSql SQL = new PinotSql("actions", "SELECT 1 LIMIT 1");
  private static final Duration BOUND = Duration.ofSeconds(20);

  @TempDir private static Path directory;
  private static Certificates certificates;

  private final BlockingQueue<String> authorizations = new LinkedBlockingQueue<>();
  private HttpsServer http;

  @BeforeAll
  static void certificates() throws IOException, InterruptedException {
    certificates = new Certificates(directory);
    certificates.authority("authority");
    certificates.authority("stranger");
    certificates.signed("pinot", "authority", "EC", "ip:127.0.0.1");
    certificates.signed("elsewhere", "authority", "EC", "dns:elsewhere.example");
    certificates.signed("client-EC", "authority", "EC", "dns:nearline");
    certificates.signed("client-RSA", "authority", "RSA", "dns:nearline");
  }

  @BeforeEach
  void open() throws IOException {
    http = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  private void start(String certificate) throws IOException, GeneralSecurityException {
    SSLContext context = certificates.server(certificate, "authority");
    http.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters ssl = context.getDefaultSSLParameters();
            ssl.setNeedClientAuth(true);
            parameters.setSSLParameters(ssl);
          }
        });
    http.createContext(
        "/query/sql",
        exchange ->
            answer(
                exchange,
                """
                {"resultTable": {"dataSchema": {"columnNames": ["n"], "columnDataTypes": ["LONG"]},
                  "rows": [[7]]}, "exceptions": [], "numServersQueried": 1,
                 "numServersResponded": 1}
                """));
    http.createContext(
        "/v2/brokers/tables",
        exchange ->
            answer(
                exchange,
                "{\"actions_REALTIME\": [{\"host\": \"127.0.0.1\", \"port\": "
                    + http.getAddress().getPort()
                    + "}]}"));
    http.start();
  }

  @AfterEach
  void stop() {
    http.stop(0);
  }

  private void answer(HttpExchange exchange, String body) throws IOException {
    authorizations.add(
        exchange.getRequestURI().getPath()
            + " "
            + exchange.getRequestHeaders().getFirst("Authorization"));
    exchange.getRequestBody().readAllBytes();
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private BrokerAddress address() {
    return new BrokerAddress("127.0.0.1", http.getAddress().getPort());
  }

  private static TlsContext tls(String trusted, String client)
      throws IOException, GeneralSecurityException {
    return TlsContext.read(
        Optional.of(certificates.certificate(trusted)),
        Optional.of(new Identity(certificates.certificate(client), certificates.key(client))));
  }

  private static PinotClient client(
      List<BrokerAddress> brokers, Optional<BrokerAddress> controller, TlsContext tls) {
    return new PinotClient(
        new PinotClientSettings(
            brokers,
            controller,
            Optional.of(tls),
            Map.of("Authorization", "Basic abc"),
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30)),
        new SimpleMeterRegistry());
  }

  private PinotException askInVain(TlsContext tls) {
    try (PinotClient client = client(List.of(address()), Optional.empty(), tls)) {
      return Outcome.failure(client.query(SQL, Deadline.after(BOUND)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"EC", "RSA"})
  void bothSidesShowTheirCertificatesAndTheHeaderArrives(String algorithm) throws Exception {
    start("pinot");
    try (PinotClient client =
        client(List.of(address()), Optional.empty(), tls("authority", "client-" + algorithm))) {
      PinotTable rows = Outcome.of(client.query(SQL, Deadline.after(BOUND)));

      assertThat(rows.int64(0, 0)).isEqualTo(7);
      assertThat(authorizations.take()).isEqualTo("/query/sql Basic abc");
    }
  }

  @Test
  void controllerIsAskedInTheSameWay() throws Exception {
    start("pinot");
    try (PinotClient client =
        client(List.of(), Optional.of(address()), tls("authority", "client-EC"))) {
      assertThat(authorizations.take()).isEqualTo("/v2/brokers/tables Basic abc");
      PinotTable rows = Outcome.eventually(BOUND, () -> client.query(SQL, Deadline.after(BOUND)));

      assertThat(rows.int64(0, 0)).isEqualTo(7);
      assertThat(authorizations.take()).isEqualTo("/query/sql Basic abc");
    }
  }

  @Test
  void brokerOfAnotherAuthorityIsUnreachableAndTheMessageSaysWhy() throws Exception {
    start("pinot");

    PinotException failure = askInVain(tls("stranger", "client-EC"));

    assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(failure)
        .hasMessageContaining("broker " + address() + " can't be reached: ")
        .hasMessageContaining("unable to find valid certification path");
    assertThat(authorizations).isEmpty();
  }

  @Test
  void controllerOfAnotherAuthorityIsUnreachableAndTheMessageSaysWhy() throws Exception {
    start("pinot");
    try (PinotClient client =
        client(List.of(), Optional.of(address()), tls("stranger", "client-EC"))) {
      Deadline patience = Deadline.after(BOUND);
      PinotException failure;
      do {
        failure = Outcome.failure(client.query(SQL, Deadline.after(BOUND)));
      } while (!String.valueOf(failure.getMessage()).contains("certification path")
          && patience.remainingMillis() > 0);

      assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
      assertThat(failure)
          .hasMessageContaining(
              "actions: no broker known (controller " + address() + ", which can't be asked: ")
          .hasMessageContaining("unable to find valid certification path");
    }
  }

  @Test
  void brokerWhoseCertificateIsForAnotherHostIsUnreachable() throws Exception {
    start("elsewhere");

    PinotException failure = askInVain(tls("authority", "client-EC"));

    assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(failure).hasMessageContaining("No subject alternative names matching IP address");
    assertThat(authorizations).isEmpty();
  }

  @Test
  void brokerThatWantsACertificateIsUnreachableWithoutOne() throws Exception {
    start("pinot");

    PinotException failure =
        askInVain(
            TlsContext.read(Optional.of(certificates.certificate("authority")), Optional.empty()));

    assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(failure).hasMessageContaining("broker " + address() + " can't be reached: ");
    assertThat(authorizations).isEmpty();
  }

  @Test
  void filesThatAreNoPemAreNamed() throws Exception {
    start("pinot");
    Path rubbish = Files.writeString(directory.resolve("rubbish.pem"), "rubbish ~");
    Path certificate = certificates.certificate("client-EC");

    assertThatThrownBy(() -> TlsContext.read(Optional.of(rubbish), Optional.empty()))
        .isInstanceOf(GeneralSecurityException.class)
        .hasMessageContaining(rubbish + ": no certificate (expected: at least one, in PEM");
    assertThatThrownBy(
            () ->
                TlsContext.read(Optional.empty(), Optional.of(new Identity(certificate, rubbish))))
        .isInstanceOf(GeneralSecurityException.class)
        .hasMessageContaining(rubbish.toString());
    assertThatThrownBy(
            () ->
                TlsContext.read(
                    Optional.empty(), Optional.of(new Identity(certificate, certificate))))
        .isInstanceOf(GeneralSecurityException.class)
        .hasMessageContaining("expected: RSA, EC or Ed25519 in PKCS #8");
  }
}
