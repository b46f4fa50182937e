package io.nearline.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

final class CannotListenExceptionTest {

  @Test
  void namesATakenPort() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket taken = new ServerSocket(0, 1, loopback)) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> new ServerSocket(port, 1, loopback).close())
          .isInstanceOfSatisfying(
              IOException.class,
              e ->
                  assertThat(new CannotListenException("grpc", "127.0.0.1", port, e))
                      .hasMessage("port " + port + " is taken (grpc)"));
    }
  }

  @Test
  void saysWhatElseIsWrong() {
    assertThat(
            new CannotListenException(
                "metrics", "10.0.0.1", 9464, new IOException("Cannot assign requested address")))
        .hasMessage("10.0.0.1:9464: can't listen (metrics): Cannot assign requested address");
  }
}
