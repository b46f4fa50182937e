package io.nearline.ingest.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearline.features.action.ActionJson;
import io.nearline.ingest.configuration.Recording;
import io.nearline.ingest.record.RefusedCallException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class RecorderTest {
  private static final Recording RECORDING =
      new Recording("recorded", 3, 1_000, 1_500, Duration.ofSeconds(30));

  private final MockProducer<byte[], byte[]> kafka =
      new MockProducer<>(
          Cluster.empty(), false, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final List<Runnable> waiting = new ArrayList<>();

  private Recorder recorder(Recording recording) {
    Judge judge =
        new Judge(
            JudgeTest.DEFINITION.catalogue(),
            JudgeTest.DEFINITION.timeBounds(),
            Set.of("recorded"),
            () -> "made");
    return new Recorder(
        recording, judge, new RecordedTopic("recorded", kafka), waiting::add, () -> 1L);
  }

  private void work() {
    List<Runnable> due = List.copyOf(waiting);
    waiting.clear();
    due.forEach(Runnable::run);
  }

  private static CompletableFuture<List<Judgement>> call(
      Recorder recorder, long bytes, String... actors) {
    List<SentAction> actions =
        Arrays.stream(actors)
            .map(actor -> new SentAction("e-" + actor, actor, "view", "o", Map.of(), 1L))
            .toList();
    return recorder.record(actions.size(), bytes, () -> actions);
  }

  private static void assertRefused(
      CompletableFuture<List<Judgement>> call, Kind kind, String message) {
    assertThat(call).isDone();
    assertThatThrownBy(call::join)
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            RefusedCallException.class, refused -> assertThat(refused.kind()).isEqualTo(kind))
        .hasMessageContaining(message);
  }

  @Test
  void answersOnlyOnceKafkaHasEveryAcceptedAction() {
    CompletableFuture<List<Judgement>> call = call(recorder(RECORDING), 10, "1", "x", "2");
    work();
    assertThat(kafka.history()).hasSize(2);
    kafka.completeNext();
    assertThat(call).isNotDone();
    kafka.completeNext();

    assertThat(call.join())
        .extracting(judgement -> judgement instanceof Judgement.Accepted)
        .containsExactly(true, false, true);
    assertThat(kafka.history())
        .allSatisfy(record -> assertThat(record.topic()).isEqualTo("recorded"))
        .extracting(record -> ActionJson.read(record.value()).actor())
        .containsExactly(1L, 2L);
  }

  @Test
  void answersAtOnceWhenNothingIsAccepted() {
    CompletableFuture<List<Judgement>> call = call(recorder(RECORDING), 10, "x");
    work();

    assertThat(call.join()).hasSize(1);
    assertThat(kafka.history()).isEmpty();
  }

  @Test
  void failsAsAWholeWhenOneActionIsNotAcknowledged() {
    CompletableFuture<List<Judgement>> call = call(recorder(RECORDING), 10, "1", "2");
    work();
    kafka.completeNext();
    kafka.errorNext(new NotEnoughReplicasException("one of two"));

    assertRefused(call, Kind.UNAVAILABLE, "repeat the call, an event id counts once");
  }

  @Test
  void asksKafkaNoFurtherOnceItHasFailedAtOnce() {
    kafka.sendException = new org.apache.kafka.common.errors.TimeoutException("no metadata");
    CompletableFuture<List<Judgement>> call = call(recorder(RECORDING), 10, "1", "2");
    work();

    assertRefused(call, Kind.UNAVAILABLE, "Kafka has not acknowledged the actions within 30000 ms");
    assertThat(kafka.history()).isEmpty();
  }

  @Test
  void tellsARefusalOfKafkaApart() {
    CompletableFuture<List<Judgement>> call = call(recorder(RECORDING), 10, "1");
    work();
    kafka.errorNext(new TopicAuthorizationException("recorded"));

    assertRefused(call, Kind.FAILED, "Kafka refuses the actions; the log of ingest says why");
  }

  @Test
  void refusesCallsBeyondTheLimits() {
    Recorder recorder = recorder(RECORDING);

    assertRefused(call(recorder, 10), Kind.EMPTY, "actions: none (expected: 1 to 3)");
    assertRefused(
        call(recorder, 10, "1", "2", "3", "4"), Kind.TOO_LARGE, "actions: 4 (expected: at most 3)");
    assertRefused(
        call(recorder, 1_001, "1"),
        Kind.TOO_LARGE,
        "actions: 1001 bytes (expected: at most 1000 bytes)");
    assertThat(waiting).isEmpty();
  }

  @Test
  void refusesWhatIsTooMuchAtATimeUntilKafkaHasTakenSome() {
    Recorder recorder = recorder(RECORDING);
    CompletableFuture<List<Judgement>> first = call(recorder, 1_000, "1");
    work();
    assertRefused(
        call(recorder, 600, "2"),
        Kind.OVERLOADED,
        "Kafka has yet to acknowledge those of other calls (expected: at most 1500 bytes under way)");
    kafka.completeNext();
    assertThat(first).isCompleted();
    CompletableFuture<List<Judgement>> second = call(recorder, 600, "2");
    work();
    kafka.errorNext(new NotEnoughReplicasException("gone"));
    assertRefused(second, Kind.UNAVAILABLE, "");

    assertThat(call(recorder, 1_000, "3")).as("bytes come back from a failure too").isNotDone();
  }

  @Test
  void givesUpInTimeAndWritesNothingAfterwards() {
    Recorder recorder = recorder(new Recording("recorded", 3, 1_000, 1_500, Duration.ofMillis(1)));
    CompletableFuture<List<Judgement>> call = call(recorder, 10, "1");

    assertThat(call)
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .havingCause()
        .withMessageContaining("within 1 ms");
    work();
    assertThat(kafka.history()).isEmpty();
  }

  @Test
  void writesNothingForACallThatWasGivenUp() {
    CompletableFuture<List<Judgement>> call = call(recorder(RECORDING), 10, "1");
    assertThat(call.cancel(false)).isTrue();
    work();

    assertThat(kafka.history()).isEmpty();
  }
}
