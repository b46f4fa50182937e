package io.nearline.ingest.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.nearline.ingest.configuration.IngestDefinition;
import io.nearline.ingest.configuration.Recording;
import io.nearline.ingest.pipeline.Pipeline;
import io.nearline.ingest.record.ActionIntake;
import io.nearline.ingest.record.CountedIntake;
import io.nearline.ingest.record.Judge;
import io.nearline.ingest.record.RecordedTopic;
import io.nearline.ingest.record.Recorder;
import io.nearline.ingest.record.RefusedCallException;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** What RecordActions holds: its threads and its producer. Thread-safe. */
final class ActionRecording implements AutoCloseable {
  private static final int THREADS = 2;

  private final ActionIntake intake;
  private final Runnable close;

  private ActionRecording(ActionIntake intake, Runnable close) {
    this.intake = intake;
    this.close = close;
  }

  /**
   * Makes it; refuses every call where no pipeline would read the actions.
   *
   * @throws io.nearline.ingest.configuration.InvalidSettingException when Kafka's client refuses a
   *     property
   */
  static ActionRecording of(IngestDefinition definition, MeterRegistry registry) {
    Recording recording = definition.configuration().recording();
    Set<String> readers =
        definition.pipelines().stream()
            .filter(pipeline -> pipeline.from().contains(recording.topic()))
            .map(Pipeline::name)
            .collect(Collectors.toSet());
    if (readers.isEmpty()) {
      String message =
          "topic "
              + recording.topic()
              + ": read by no pipeline (expected: one that has it in from)";
      return new ActionRecording(
          new CountedIntake(
              ActionIntake.refusing(RefusedCallException.Kind.UNREAD, message), registry),
          () -> {});
    }
    RecordedTopic topic = RecordedTopic.of(definition.configuration());
    ExecutorService executor = Executors.newFixedThreadPool(THREADS, ActionRecording::thread);
    Judge judge =
        new Judge(
            definition.catalogue(),
            definition.timeBounds(),
            readers,
            () -> UUID.randomUUID().toString());
    return new ActionRecording(
        new CountedIntake(
            new Recorder(recording, judge, topic, executor, System::currentTimeMillis), registry),
        () -> {
          topic.close();
          executor.shutdown();
        });
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "record");
    thread.setDaemon(true);
    return thread;
  }

  /** Returns what takes the calls. */
  ActionIntake intake() {
    return intake;
  }

  @Override
  public void close() {
    close.run();
  }
}
