package io.nearline.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EndpointsTest {
  @Test
  void keysAndPortsAreWhatToolsRelyOn() throws Exception {
    PinotRelease release = new PinotRelease("9.9.9", "a.KafkaConsumerFactory");

    assertThat(Endpoints.of(StackPorts.from(21_000), release).json())
        .isEqualToNormalizingNewlines(
            """
            {
              "kafka" : "127.0.0.1:21000",
              "zookeeper" : "127.0.0.1:21002",
              "pinotController" : "127.0.0.1:21003",
              "pinotBroker" : "127.0.0.1:21004",
              "pinotVersion" : "9.9.9",
              "kafkaConsumerFactory" : "a.KafkaConsumerFactory",
              "pid" : %d
            }
            """
                .formatted(ProcessHandle.current().pid()));
  }

  @Test
  void stackTakesNoMorePortsThanItClaims() {
    assertThat(StackPorts.from(21_000).owners()).hasSizeLessThanOrEqualTo(StackPorts.COUNT);
  }
}
