package io.nearline.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.pinot.spi.stream.StreamConsumerFactory;
import org.junit.jupiter.api.Test;

class PinotReleaseTest {
  @Test
  void buildNamesAConsumerFactoryOfItsOwnRelease() throws Exception {
    PinotRelease release = PinotRelease.load();

    assertThat(release.version()).matches("\\d+\\.\\d+\\.\\d+.*");
    assertThat(Class.forName(release.kafkaConsumerFactory()))
        .isAssignableTo(StreamConsumerFactory.class);
  }
}
