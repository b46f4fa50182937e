package io.nearline.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTest {
  @Test
  void numbersOwnersFromTheBase() {
    Ports ports = Ports.from(21_000, "kafka", "pinot broker");

    assertThat(ports.of("kafka")).isEqualTo(21_000);
    assertThat(ports.of("pinot broker")).isEqualTo(21_001);
    assertThat(ports.address("pinot broker")).isEqualTo("127.0.0.1:21001");
    assertThatThrownBy(() -> ports.of("zookeeper"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("owner: zookeeper (expected: one of [kafka, pinot broker])");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "0.0.0.0"})
  void namesThePortThatIsTakenAndWhoWantedIt(String address) throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(address))) {
      Ports ports = Ports.from(taken.getLocalPort(), "kafka");

      assertThat(Ports.isFree(taken.getLocalPort())).isFalse();
      assertThatThrownBy(ports::requireFree)
          .isInstanceOfSatisfying(
              PortTakenException.class, e -> assertThat(e.port()).isEqualTo(taken.getLocalPort()))
          .hasMessage("port " + taken.getLocalPort() + " is taken (kafka)");
    }
  }

  @Test
  void freeBaseLeavesTakenPortsBehind() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      int base = Ports.freeBase(Math.max(1_024, port - 2), 4);

      assertThat(base).isGreaterThan(port);
      Ports.from(base, "a", "b", "c", "d").requireFree();
    }
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThatThrownBy(() -> Ports.from(65_535, "a", "b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("base port: 65535 (expected: 1 to 65534)");
    assertThatThrownBy(() -> Ports.from(0, "a")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Ports.from(1_024, "a", "a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("owners: [a, a] (expected: distinct names)");
    assertThat(Ports.from(65_535, "a").of("a")).isEqualTo(65_535);
  }
}
