package io.nearline.server.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.server.FakeBroker;
import io.nearline.server.Samples;
import io.nearline.server.pinot.Answers;
import io.nearline.server.pinot.PinotException.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadinessTest {
  private final FakeBroker broker = new FakeBroker();
  private final BlockingQueue<Boolean> changes = new LinkedBlockingQueue<>();

  private volatile Optional<String> silence = Optional.empty();
  private @Nullable Readiness readiness;

  private void begin(Duration pause) {
    readiness =
        new Readiness(
            Samples.catalogue().attributes(),
            new ColumnProbe(broker),
            () -> silence,
            pause,
            changes::add);
  }

  @AfterEach
  void stop() {
    if (readiness != null) {
      readiness.close();
    }
  }

  @Test
  void isToldOnceAChange() throws InterruptedException {
    broker.fail(Kind.UNREACHABLE);
    begin(Duration.ofMillis(1));
    assertThat(changes.poll(30, TimeUnit.SECONDS)).isFalse();
    broker.answer(sql -> Answers.table(List.of("eventId"), "[]"));
    assertThat(changes.poll(30, TimeUnit.SECONDS)).isTrue();
    broker.fail(Kind.NOT_READY);
    assertThat(changes.poll(30, TimeUnit.SECONDS)).isFalse();
  }

  @Test
  void whatIsSilentMakesItUnready() throws InterruptedException {
    broker.answer(sql -> Answers.table(List.of("eventId"), "[]"));
    begin(Duration.ofMillis(1));
    assertThat(changes.poll(30, TimeUnit.SECONDS)).isTrue();
    silence = Optional.of("table actions, partition 2: no heartbeat");
    assertThat(changes.poll(30, TimeUnit.SECONDS)).isFalse();
    silence = Optional.empty();
    assertThat(changes.poll(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void defectsEndNoQuestions() throws InterruptedException {
    AtomicInteger told = new AtomicInteger();
    broker.end(
        sql -> {
          throw new IllegalStateException("a defect");
        });
    readiness =
        new Readiness(
            Samples.catalogue().attributes(),
            new ColumnProbe(broker),
            () -> silence,
            Duration.ofMillis(1),
            ready -> {
              if (told.getAndIncrement() == 0) {
                throw new IllegalStateException("a listener's defect");
              }
              changes.add(ready);
            });

    assertThat(changes.poll(30, TimeUnit.SECONDS)).isFalse();
    broker.answer(sql -> Answers.table(List.of("eventId"), "[]"));
    assertThat(changes.poll(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void everyTableIsAskedForEveryColumn() throws InterruptedException {
    broker.answer(sql -> Answers.table(List.of("eventId"), "[]"));
    begin(Duration.ofHours(1));
    assertThat(changes.poll(30, TimeUnit.SECONDS)).isTrue();
    assertThat(broker.statements().stream().map(sql -> sql.table()))
        .containsExactlyInAnyOrder("actions", "actions_by_object");
    assertThat(broker.statements())
        .allMatch(sql -> sql.text().contains("\"objectEmbedding\""))
        .allMatch(sql -> sql.text().contains("\"verbAttributes\""));
  }
}
