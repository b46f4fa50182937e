package io.nearline.cli.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearline.cli.CommandException;
import io.nearline.process.ExitCode;
import io.nearline.process.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class SystemPortsTest {
  @Test
  void aTakenPortIsNamedWithAWayOut() throws IOException {
    SystemPorts ports = new SystemPorts(Ports.freeBase(24_000, 20));
    ports.requireFree();
    try (ServerSocket taken =
        new ServerSocket(ports.stack() + 4, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(ports::requireFree)
          .isInstanceOfSatisfying(
              CommandException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.USAGE))
          .hasMessageMatching(
              "port %d is taken \\(Pinot broker\\) \\(expected: free ports, such as those from"
                      .formatted(taken.getLocalPort())
                  + " --base-port [0-9]+ in a --dir of its own\\)");
    }
  }
}
