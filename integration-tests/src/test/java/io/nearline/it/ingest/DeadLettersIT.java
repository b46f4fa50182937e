package io.nearline.it.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nearline.it.launcher.Launcher;
import io.nearline.it.stack.Stack;
import io.nearline.it.stack.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mapping is mended, and the events that it had refused are sent again. */
final class DeadLettersIT {
  private static final Duration BOUND = Duration.ofMinutes(4);

  @TempDir private Path temporary;

  @Test
  void retriedEventsBecomeActionsOnce() throws IOException {
    Stack stack = Stack.shared();
    try (IngestProcess ingest = IngestProcess.start(stack, temporary, files("event.kind"))) {
      CommittedTopic account = new CommittedTopic(stack.kafka(), "letters-account-changelog");
      // No ids of their own: where they stood is what identifies them.
      stack.topics().publish("letters.raw", List.of(event(1), event(2), event(3)));
      stack.topics().publish("letters.raw", List.of(new Topics.Line("k", "{cut")));
      awaitCount(account, "letters|dead|expression_failed", 3);
      awaitCount(account, "letters|dead|malformed", 1);
      assertThat(letters(stack, 0, "list"))
          .contains(
              "expression_failed   3 letters of 3 events   pipeline letters, topic letters.raw")
          .contains("malformed   1 letter of 1 event");
      assertThat(letters(stack, 0, "show", "malformed")).contains("  value     {cut");
      assertThat(letters(stack, 1, "show", "invalid")).contains("no such dead letters");

      assertThat(letters(stack, 2, "retry", "--reason", "malformed", "--reason", "typo"))
          .contains("--reason typo: no letter has it (expected: expression_failed, malformed)");

      assertThat(letters(stack, 0, "retry", "--all")).contains("= sent again                  4");
      awaitCount(account, "letters|dead|expression_failed", 6);
      refusesABrokenFileAndGoesOn(ingest);
      mendWhileItRuns(ingest);
      for (int i = 0; i < 2; i++) {
        assertThat(letters(stack, 0, "retry", "--reason", "expression_failed"))
            .contains("letters chosen                6")
            .contains("= sent again                  3")
            .contains("+ of the same event           3");
        awaitCount(account, "letters|action|", 3);
        awaitCount(account, "letters|duplicate|", 3L * i);
      }
      awaitCount(account, "letters|in|", 14);

      assertThat(account.account())
          .isEqualTo(
              Map.of(
                  "letters|in|", 14L,
                  "letters|action|", 3L,
                  "letters|duplicate|", 3L,
                  "letters|dead|expression_failed", 6L,
                  "letters|dead|malformed", 2L));
      assertThat(new CommittedTopic(stack.kafka(), "letters_actions").records()).hasSize(3);
    }
  }

  private void refusesABrokenFileAndGoesOn(IngestProcess ingest) throws IOException {
    pipelines(mapping("event.").replace("format: json", "format: xml"));
    ingest.hangUp();
    await().atMost(BOUND).until(() -> ingest.output().contains("the configuration is not taken"));
    assertThat(ingest.output())
        .contains("pipelines.yaml:4: pipelines[0].format: xml (expected: ")
        .contains("pipelines.yaml:5: pipelines[0].action.verb: ");
  }

  private void mendWhileItRuns(IngestProcess ingest) throws IOException {
    pipelines(mapping("event.type"));
    ingest.hangUp();
    await().atMost(BOUND).until(() -> ingest.output().contains("the configuration was read again"));
  }

  private void pipelines(String text) throws IOException {
    Files.writeString(temporary.resolve("config/pipelines.yaml"), text);
  }

  private static String letters(Stack stack, int exitCode, String... words) {
    List<String> command = new ArrayList<>(List.of("dead-letters"));
    command.addAll(List.of(words));
    command.addAll(List.of("--kafka", stack.kafka(), "--letters", "letters-dead"));
    Launcher.Finished finished = Launcher.run(command.toArray(String[]::new));
    assertThat(finished.exitCode()).as(finished.output()).isEqualTo(exitCode);
    return finished.output();
  }

  private static void awaitCount(CommittedTopic account, String key, long count) {
    await()
        .atMost(BOUND)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> account.account().getOrDefault(key, 0L) == count);
  }

  private static Topics.Line event(int member) {
    return new Topics.Line(
        "m-" + member,
        "{\"member\": "
            + member
            + ", \"type\": \"view\", \"ts\": "
            + System.currentTimeMillis()
            + "}");
  }

  private static String mapping(String verb) {
    return """
        pipelines:
          - name: letters
            from: [letters.raw]
            format: json
            action: {actor: event.member, verb: VERB, object: '"o"', timestamp: event.ts}
        """
        .replace("VERB", verb);
  }

  private static Map<String, String> files(String verb) {
    return Map.of(
        "attributes.yaml",
        "entities: {actor: {table: letters_actions, type: int64, retention: 96h}}\n",
        "pipelines.yaml",
        mapping(verb),
        "ingest.yaml",
        "{application_id: letters, dead_letter_topic: letters-dead}");
  }
}
