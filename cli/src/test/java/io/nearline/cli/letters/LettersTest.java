package io.nearline.cli.letters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.nearline.cli.CommandException;
import io.nearline.process.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dead letters, as they are grouped, shown and retried. */
class LettersTest {
  private static final long TIME = 1_739_603_611_844L;

  private long offset;

  private DeadLetter letter(String reason, String source, @Nullable String value) {
    return letter(reason, source, value, Map.of());
  }

  private DeadLetter letter(
      String reason, String source, @Nullable String value, Map<String, String> more) {
    RecordHeaders headers = new RecordHeaders();
    headers.add("trace", "t-1".getBytes(UTF_8));
    headers.add("nearline.reason", reason.getBytes(UTF_8));
    headers.add("nearline.detail", "what \u001b[31mwas wrong".getBytes(UTF_8));
    headers.add("nearline.pipeline", "jobs".getBytes(UTF_8));
    String[] parts = source.split(":", -1);
    if (parts.length == 3) {
      headers.add("nearline.topic", parts[0].getBytes(UTF_8));
      headers.add("nearline.partition", parts[1].getBytes(UTF_8));
      headers.add("nearline.offset", parts[2].getBytes(UTF_8));
    }
    more.forEach((name, text) -> headers.add(name, text.getBytes(UTF_8)));
    return DeadLetter.of(
        new ConsumerRecord<>(
            "dead-letters",
            1,
            offset,
            TIME + 1000 * offset++,
            TimestampType.CREATE_TIME,
            1,
            1,
            "7".getBytes(UTF_8),
            value == null ? null : value.getBytes(UTF_8),
            headers,
            Optional.empty()));
  }

  @Test
  void groupsByReasonPipelineAndTopicAndCountsRetriedEventsOnce() {
    LetterGroups groups = new LetterGroups();
    assertThat(groups.lines()).containsExactly("no dead letters");
    groups.add(letter("invalid", "raw.jobs:3:5", "a"));
    groups.add(letter("malformed", "raw.jobs:0:1", "b"));
    groups.add(letter("invalid", "raw.jobs:3:9", "a", Map.of("nearline.origin", "raw.jobs:3:5")));
    groups.add(letter("", "nothing", "c"));

    assertThat(groups.lines())
        .containsExactly(
            "   1 letter of 1 event   pipeline jobs, topic unknown   2025-02-15T07:13:34.844Z to"
                + " 2025-02-15T07:13:34.844Z",
            "  unknown   what \\u001b[31mwas wrong",
            "invalid   2 letters of 1 event   pipeline jobs, topic raw.jobs  "
                + " 2025-02-15T07:13:31.844Z to 2025-02-15T07:13:33.844Z",
            "  raw.jobs:3:5   what \\u001b[31mwas wrong",
            "malformed   1 letter of 1 event   pipeline jobs, topic raw.jobs  "
                + " 2025-02-15T07:13:32.844Z to 2025-02-15T07:13:32.844Z",
            "  raw.jobs:0:1   what \\u001b[31mwas wrong");
  }

  /** A reprocess reads the events of the past again: what is refused again has two letters. */
  @Test
  void namesGenerationsWhenThereAreSeveral() {
    LetterGroups groups = new LetterGroups();
    groups.add(letter("invalid", "raw.jobs:3:5", "a"));
    groups.add(letter("invalid", "raw.jobs:3:5", "a", Map.of("nearline.generation", "2")));
    groups.add(letter("malformed", "raw.jobs:0:1", "b", Map.of("nearline.generation", "1")));

    assertThat(groups.lines())
        .filteredOn(line -> !line.startsWith(" "))
        .extracting(line -> line.replaceFirst(" {3}2025.*", ""))
        .containsExactly(
            "invalid   1 letter of 1 event   pipeline jobs, topic raw.jobs, generation 1",
            "invalid   1 letter of 1 event   pipeline jobs, topic raw.jobs, generation 2",
            "malformed   1 letter of 1 event   pipeline jobs, topic raw.jobs, generation 1");
  }

  @Test
  void showsAllOfALetterSafely() {
    DeadLetter letter =
        letter("invalid", "raw.jobs:3:9", "a\r\u202eb", Map.of("nearline.origin", "raw.jobs:3:5"));

    assertThat(ShowCommand.lines(letter, false))
        .containsExactly(
            "raw.jobs:3:9   invalid",
            "  detail    what \\u001b[31mwas wrong",
            "  pipeline  jobs, generation 1",
            "  origin    raw.jobs:3:5 (it was retried)",
            "  letter    dead-letters:1:0, 2025-02-15T07:13:31.844Z",
            "  key       7",
            "  header    trace: t-1",
            "  value     a\\u000d\\u202eb");
  }

  @ParameterizedTest
  @CsvSource({
    "ü, 10, ü",
    "abc, 2, ab… (3 bytes; --full shows all)",
    "😀x, 1, … (5 bytes; --full shows all)"
  })
  void cutsLongTexts(String text, int most, String shown) {
    assertThat(SafeText.of(text.getBytes(UTF_8), most)).isEqualTo(shown);
  }

  @Test
  void showsWhatIsNoTextInHexadecimal() {
    assertThat(SafeText.of(new byte[] {(byte) 0xff, 0, 1}, 10)).isEqualTo("0xff0001");
    assertThat(SafeText.of((byte[]) null, 10)).isEqualTo("nothing");
  }

  @Test
  void sendsEachEventOnceToWhereItCameFromWithItsOrigin() {
    List<ProducerRecord<byte[], byte[]>> sent = new ArrayList<>();
    Retry retry =
        new Retry(
            topic -> topic.equals("raw.jobs") ? 4 : 0,
            letter -> !letter.reason().equals("malformed"),
            sent::add);
    retry.accept(letter("invalid", "raw.jobs:3:5", "a"));
    retry.accept(letter("malformed", "raw.jobs:0:1", "not wanted"));
    retry.accept(letter("invalid", "raw.jobs:3:9", "a", Map.of("nearline.origin", "raw.jobs:3:5")));
    retry.accept(
        letter("join_missed", "raw.jobs:2:8", "b", Map.of("nearline.origin", "raw.jobs:9:1")));
    retry.accept(letter("invalid", "raw.jobs:7:1", "the topic has no such partition any more"));
    retry.accept(letter("too_large", "raw.jobs:1:1", null));
    retry.accept(letter("invalid", "raw.gone:1:1", "c"));
    retry.accept(letter("invalid", "", "d"));

    assertThat(retry.summary()).isEqualTo(new Retry.Summary(7, Map.of("raw.jobs", 3L), 1, 1, 2));
    assertThat(sent)
        .extracting(
            event -> event.topic() + "/" + event.partition(),
            event -> new String(event.value(), UTF_8))
        .containsExactly(
            tuple("raw.jobs/3", "a"),
            tuple("raw.jobs/2", "b"),
            tuple("raw.jobs/null", "the topic has no such partition any more"));
    assertThat(sent.get(0).key()).isEqualTo("7".getBytes(UTF_8));
    assertThat(headers(sent.get(0))).containsExactly("trace=t-1", "nearline.origin=raw.jobs:3:5");
    assertThat(headers(sent.get(1))).containsExactly("trace=t-1", "nearline.origin=raw.jobs:9:1");
  }

  @Test
  void aRetrysAccountAddsUp() {
    Retry.Summary summary = new Retry.Summary(1_000, Map.of("raw.jobs", 990L), 7, 2, 1);

    assertThat(summary.left()).isEqualTo(3);
    assertThat(RetryCommand.lines(summary, false))
        .containsExactly(
            "letters chosen            1,000",
            "= sent again                990   {raw.jobs=990}",
            "+ of the same event           7   sent once for all of its letters",
            "+ without a value             2   too large to be kept, or none came",
            "+ without a source            1   unknown, or its topic is gone");
    assertThat(RetryCommand.lines(summary, true).get(1)).startsWith("= to be sent");
  }

  @Test
  void aNameThatNoLetterHasIsRefusedUnlessThereAreNone() {
    RetryCommand.requireSeen("--reason", List.of("typo"), new TreeSet<>());
    RetryCommand.requireSeen("--reason", List.of("late"), new TreeSet<>(List.of("late", "dead")));
    assertThatThrownBy(
            () ->
                RetryCommand.requireSeen(
                    "--reason", List.of("late", "typo"), new TreeSet<>(List.of("late", "dead"))))
        .isInstanceOfSatisfying(
            CommandException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.USAGE))
        .hasMessage("--reason typo: no letter has it (expected: dead, late)");
  }

  private static List<String> headers(ProducerRecord<byte[], byte[]> event) {
    List<String> headers = new ArrayList<>();
    for (Header header : event.headers()) {
      headers.add(header.key() + "=" + new String(header.value(), UTF_8));
    }
    return headers;
  }
}
