package io.nearline.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class MetricsEndpointTest {

  @Test
  void answersPrometheusAndHoldsItsPort() throws IOException, InterruptedException {
    try (MetricsEndpoint endpoint = new MetricsEndpoint("127.0.0.1", 0)) {
      endpoint.meters().counter("some.events", "kind", "a \"b\"").increment(3);
      int port = endpoint.start();

      HttpResponse<String> response =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("Content-Type"))
          .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
      assertThat(response.body())
          .contains("some_events_total{kind=\"a \\\"b\\\"\"} 3.0\n")
          .contains("jvm_memory_used_bytes{")
          .contains("process_uptime_seconds ");
      assertThatThrownBy(() -> new MetricsEndpoint("127.0.0.1", port))
          .isInstanceOf(IOException.class);
    }
  }
}
