package io.nearline.ingest.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyValueDecoderTest {
  private final EventDecoder decoder = new KeyValueDecoder();

  @Test
  void readsALine() throws RefusedEventException {
    assertThat(decode("user=16;search=a=b é😀;empty=").fields())
        .containsExactly(
            Map.entry("user", "16"), Map.entry("search", "a=b é😀"), Map.entry("empty", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ";", "a", "a=1;", ";a=1", "a=1;;b=2", "=1", "a=1;a=2"})
  void refusesWhatIsNoLine(String line) {
    assertThatThrownBy(() -> decode(line))
        .isInstanceOfSatisfying(
            RefusedEventException.class,
            e -> assertThat(e.reason()).isEqualTo(DeadLetterReason.MALFORMED));
  }

  private Event decode(String line) throws RefusedEventException {
    return decoder.decode(line.getBytes(UTF_8));
  }
}
