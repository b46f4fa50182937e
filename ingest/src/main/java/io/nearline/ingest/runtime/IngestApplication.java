package io.nearline.ingest.runtime;

import io.nearline.ingest.configuration.IngestConfiguration;
import io.nearline.ingest.configuration.IngestDefinition;
import io.nearline.ingest.configuration.InvalidSettingException;
import io.nearline.ingest.configuration.RefusedProperties;
import io.nearline.ingest.configuration.StreamsProperties;
import io.nearline.ingest.rpc.IngestServer;
import io.nearline.ingest.topic.RequiredTopics;
import io.nearline.ingest.topic.TopicPreparation;
import io.nearline.ingest.topology.IngestTopology;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ingest at work, and RecordActions, which needs nothing of it but its topics. Health says SERVING
 * while all threads run and all tables are loaded, which includes that no store is being restored.
 */
public final class IngestApplication implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(IngestApplication.class);
  private static final Duration CLOSE_BOUND = Duration.ofSeconds(10);

  private final KafkaStreams streams;
  private final IngestServer server;
  private final ActionRecording recording;
  private final Runnable ready;
  private final AtomicBoolean wasReady = new AtomicBoolean();
  private final CompletableFuture<Boolean> ended = new CompletableFuture<>();

  private IngestApplication(
      KafkaStreams streams, IngestServer server, ActionRecording recording, Runnable ready) {
    this.streams = streams;
    this.server = server;
    this.recording = recording;
    this.ready = ready;
  }

  /**
   * Prepares the topics and starts.
   *
   * @param ready gets the address that is served once events are processed
   * @throws io.nearline.process.CannotListenException when the address can't be had
   * @throws InvalidSettingException when Kafka's clients refuse a property, or the state directory
   *     can't be used
   * @throws io.nearline.ingest.topic.UnfitTopicsException when topics are not what they must be
   * @throws io.nearline.ingest.topic.KafkaUnavailableException when Kafka doesn't answer
   */
  public static IngestApplication start(IngestDefinition definition, Consumer<String> ready) {
    IngestConfiguration configuration = definition.configuration();
    IngestServer server = IngestServer.listen(configuration);
    String address = configuration.bind() + ":" + server.port();
    try {
      TopicPreparation.prepare(RequiredTopics.of(definition), configuration);
      KafkaStreams streams = streams(definition);
      ActionRecording recording = ActionRecording.of(definition);
      server.record(recording.intake());
      IngestApplication application =
          new IngestApplication(streams, server, recording, () -> ready.accept(address));
      streams.setUncaughtExceptionHandler(new FailurePolicy(System::currentTimeMillis));
      streams.setStateListener(application::changed);
      streams.start();
      return application;
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /**
   * Makes the application, which connects to nothing yet.
   *
   * @throws InvalidSettingException when Kafka's clients refuse a property, or the state directory
   *     can't be used
   */
  static KafkaStreams streams(IngestDefinition definition) {
    IngestConfiguration configuration = definition.configuration();
    try {
      return new KafkaStreams(IngestTopology.of(definition), StreamsProperties.of(configuration));
    } catch (KafkaException e) {
      if (e.getCause() instanceof ProcessorStateException) {
        throw new InvalidSettingException(
            "state_directory: "
                + configuration.stateDirectory()
                + " (expected: a directory to write to)",
            e);
      }
      throw RefusedProperties.of(e);
    }
  }

  /**
   * Waits until it ends.
   *
   * @return whether it ended because it was closed, not because it failed
   */
  public boolean awaitEnd() {
    return ended.join();
  }

  private void changed(KafkaStreams.State state, KafkaStreams.State before) {
    LOG.info("{} (was {})", state, before);
    switch (state) {
      case RUNNING -> {
        server.serving(true);
        if (wasReady.compareAndSet(false, true)) {
          ready.run();
        }
      }
      case CREATED, REBALANCING, PENDING_SHUTDOWN, PENDING_ERROR -> server.serving(false);
      case NOT_RUNNING -> {
        server.serving(false);
        ended.complete(true);
      }
      case ERROR -> {
        server.serving(false);
        ended.complete(false);
      }
    }
  }

  /** Lets calls end, commits what is processed and stops; at most 14 s. */
  @Override
  public void close() {
    server.close();
    recording.close();
    if (!streams.close(CLOSE_BOUND)) {
      LOG.warn("not stopped within {}; the next start takes up at the last commit", CLOSE_BOUND);
    }
  }
}
