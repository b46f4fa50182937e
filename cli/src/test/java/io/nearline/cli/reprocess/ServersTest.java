package io.nearline.cli.reprocess;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServersTest {
  @Test
  void readsTheGenerationOutOfTheMetrics() {
    assertThat(Servers.generation("# TYPE x gauge\nnearline_catalogue_generation 12.0\n"))
        .hasValue(12);
    assertThat(Servers.generation("nearline_catalogue_generation{a=\"b\"} 2.0")).hasValue(2);
    assertThat(Servers.generation("nearline_catalogue_generations 2.0\nother 1.0")).isEmpty();
  }

  @Test
  void namesThoseThatServeAnother() throws Exception {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext(
        "/metrics",
        exchange -> {
          byte[] page = "nearline_catalogue_generation 2.0\n".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    http.start();
    String address = "127.0.0.1:" + http.getAddress().getPort();
    try {
      assertThat(new Servers(List.of(address)).otherThan(2)).isEmpty();
      assertThat(new Servers(List.of(address)).otherThan(3))
          .containsExactly(address + ": generation 2");
    } finally {
      http.stop(0);
    }
    assertThat(new Servers(List.of(address)).otherThan(2))
        .singleElement()
        .asString()
        .startsWith(address + ": ");
  }
}
