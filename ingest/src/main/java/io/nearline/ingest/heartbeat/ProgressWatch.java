package io.nearline.ingest.heartbeat;

import io.nearline.ingest.configuration.IngestConfiguration;
import io.nearline.ingest.configuration.IngestDefinition;
import io.nearline.process.DaemonTimer;
import java.time.Clock;
import java.util.HashMap;
import java.util.Properties;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/** Watches, on a thread of its own, how far the application is. Thread-safe. */
public final class ProgressWatch implements AutoCloseable {
  private static final long SHORTEST_PAUSE_MILLIS = 50;

  private final IngestDefinition definition;
  private final Inputs inputs;
  private final ConsumedPositions positions = new ConsumedPositions();
  private final OffsetProgress progress;
  private final ScheduledExecutorService timer = DaemonTimer.named("heartbeats");

  private @Nullable TopicOffsets offsets;

  /**
   * Watches what an application's definition says; begins with nothing yet.
   *
   * @param crossing the topic that re-keyed events cross
   */
  public ProgressWatch(IngestDefinition definition, String crossing) {
    this.definition = definition;
    this.inputs = Inputs.of(definition, crossing);
    this.progress = new OffsetProgress(inputs);
  }

  /** Lets it see what Kafka Streams' consumers read. */
  public void register(Properties streams) {
    PositionInterceptor.register(streams, positions);
  }

  /** Returns what is known. */
  public SettledThrough settled() {
    return progress;
  }

  /** Begins, unless no heartbeats are wanted. */
  public synchronized void begin() {
    IngestConfiguration configuration = definition.configuration();
    if (configuration.heartbeatInterval().isEmpty() || timer.isShutdown()) {
      return;
    }
    offsets =
        new TopicOffsets(
            Admin.create(new HashMap<>(configuration.kafka())), configuration.applicationId());
    ProgressReader reader =
        new ProgressReader(inputs, offsets, positions, progress, Clock.systemUTC());
    lookAgain(reader, configuration.heartbeatInterval().get().toMillis());
  }

  private synchronized void lookAgain(ProgressReader reader, long intervalMillis) {
    if (timer.isShutdown()) {
      return;
    }
    long now = Clock.systemUTC().millis();
    var unused =
        timer.schedule(
            () -> {
              reader.read();
              lookAgain(reader, intervalMillis);
            },
            Math.max(LookTimes.after(now, intervalMillis) - now, SHORTEST_PAUSE_MILLIS),
            TimeUnit.MILLISECONDS);
  }

  /** Ends it. */
  @Override
  public synchronized void close() {
    timer.shutdownNow();
    if (offsets != null) {
      offsets.close();
    }
  }
}
