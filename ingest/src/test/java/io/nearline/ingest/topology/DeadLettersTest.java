package io.nearline.ingest.topology;

import static io.nearline.ingest.topology.IngestFixture.header;
import static io.nearline.ingest.topology.IngestFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.ingest.event.Origin;
import io.nearline.ingest.step.DeadLetters;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of records that can't become actions. */
class DeadLettersTest {
  @TempDir private Path directory;
  private IngestFixture ingest;

  @BeforeEach
  void start() {
    ingest = new IngestFixture(directory, SampleEvents.ATTRIBUTES, SampleEvents.PIPELINES);
  }

  @AfterEach
  void stop() {
    ingest.close();
  }

  @Test
  void takesADeadLetterAgainOnceItsCauseIsMended() {
    String event = "user=16;item=5;action=cart;epoch_ms=1739603611844";
    ingest.send("attributes.items", "5", "[]");
    ingest.send("raw.shop", null, event);
    ingest.send("attributes.items", "5", "{\"geo\": 3}");
    ingest.send("raw.shop", null, event);
    ingest.send("attributes.items", "5", "{\"geo\": \"east\"}");
    ingest.send("raw.shop", null, event);

    assertThat(ingest.read("dead-letters"))
        .extracting(record -> header(record, DeadLetters.REASON))
        .containsExactly("table_malformed", "invalid");
    assertThat(ingest.readJson("actions")).hasSize(1);
  }

  @Test
  void anEventThatIsSentAgainKeepsItsIdentity() {
    byte[] event = IngestFixture.bytes("user=16;item=5;action=cart;epoch_ms=1739603611844");
    ingest.send("attributes.items", "5", "[]");
    ingest.send("raw.shop", new TestRecord<>(null, event));
    sendAgain(event, "raw.shop:0:0");
    List<TestRecord<byte[], byte[]>> letters = ingest.read("dead-letters");
    assertThat(letters.get(0).headers().lastHeader(Origin.HEADER)).isNull();
    assertThat(header(letters.get(1), Origin.HEADER)).isEqualTo("raw.shop:0:0");
    assertThat(header(letters.get(1), DeadLetters.OFFSET)).isEqualTo("1");
    ingest.send("attributes.items", "5", "{\"geo\": \"east\"}");
    sendAgain(event, "raw.shop:0:0");
    sendAgain(event, "raw.shop:0:0");
    sendAgain(event, "anything");

    assertThat(ingest.readJson("actions"))
        .extracting(action -> action.getValue().get("eventId").textValue())
        .containsExactly("shop:raw.shop:0:0", "shop:raw.shop:0:4");
  }

  private void sendAgain(byte[] event, String origin) {
    RecordHeaders headers = new RecordHeaders();
    headers.add(Origin.HEADER, IngestFixture.bytes(origin));
    ingest.send("raw.shop", new TestRecord<>(null, event, headers, Instant.EPOCH));
  }

  @ParameterizedTest
  @ValueSource(strings = {"8", "07", " 7", "7\u0000", ""})
  void refusesKeysThatAreNotTheActor(String key) {
    ingest.send("raw.actions", key, SampleEvents.action("a", 7, IngestFixture.NOW));

    assertThat(ingest.read("dead-letters"))
        .singleElement()
        .satisfies(record -> assertThat(header(record, DeadLetters.REASON)).isEqualTo("wrong_key"));
  }

  @Test
  void keepsTheOriginalRecordInDeadLetters() {
    RecordHeaders headers = new RecordHeaders();
    headers.add("trace", IngestFixture.bytes("t-1"));
    headers.add(DeadLetters.REASON, IngestFixture.bytes("an earlier one"));
    byte[] key = {1, 2, -1};
    byte[] value = IngestFixture.bytes("{\"cut");
    ingest.send("raw.jobs", null, SampleEvents.job("good", 1, "\"x\": 1"));
    ingest.send("raw.jobs", new TestRecord<>(key, value, headers, Instant.EPOCH));

    TestRecord<byte[], byte[]> letter = ingest.read("dead-letters").get(0);
    assertThat(letter.key()).isEqualTo(key);
    assertThat(letter.value()).isEqualTo(value);
    assertThat(header(letter, "trace")).isEqualTo("t-1");
    assertThat(letter.headers().headers(DeadLetters.REASON)).hasSize(1);
    assertThat(header(letter, DeadLetters.REASON)).isEqualTo("malformed");
    assertThat(header(letter, DeadLetters.TOPIC)).isEqualTo("raw.jobs");
    assertThat(header(letter, DeadLetters.PARTITION)).isEqualTo("0");
    assertThat(header(letter, DeadLetters.OFFSET)).isEqualTo("1");
    assertThat(header(letter, DeadLetters.PIPELINE)).isEqualTo("jobs");
    assertThat(header(letter, DeadLetters.GENERATION)).isEqualTo("1");
    assertThat(header(letter, DeadLetters.DETAIL)).startsWith("value: Unexpected end-of-input");
  }

  @Test
  void letsAnOversizedEventGoWithoutItsValue() {
    byte[] value = new byte[9_000_000];
    java.util.Arrays.fill(value, (byte) ' ');
    ingest.send("raw.jobs", "k", value);

    TestRecord<byte[], byte[]> letter = ingest.read("dead-letters").get(0);
    assertThat(letter.value()).isNull();
    assertThat(header(letter, DeadLetters.REASON)).isEqualTo("too_large");
    assertThat(header(letter, DeadLetters.DETAIL))
        .isEqualTo("event: 9000001 bytes (expected: at most 8388608 bytes)");
    assertThat(text(letter.headers().lastHeader(DeadLetters.OFFSET).value())).isEqualTo("0");
  }

  @Test
  void countsTheNamesOfHeadersInBytes() {
    RecordHeaders headers = new RecordHeaders();
    headers.add("é".repeat(5_000_000), new byte[0]);
    ingest.send(
        "raw.jobs",
        new TestRecord<>(
            IngestFixture.bytes("1"), IngestFixture.bytes("{}"), headers, Instant.EPOCH));

    assertThat(header(ingest.read("dead-letters").get(0), DeadLetters.DETAIL))
        .isEqualTo("event: 10000007 bytes (expected: at most 8388608 bytes)");
  }
}
