package io.nearline.ingest.runtime;

import io.nearline.ingest.configuration.IngestConfiguration;
import io.nearline.ingest.configuration.IngestDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ingest at work: every generation that is written, side by side, and RecordActions, which needs
 * nothing of them but its topic, and so goes on while they come and go. Health says SERVING while
 * the served generation is processed. Thread-safe.
 */
public final class IngestApplication implements GenerationWatch.Followers, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(IngestApplication.class);

  private final IngestConfiguration configuration;
  private final Listeners listeners;
  private final Runnable ready;
  private final AtomicBoolean wasReady = new AtomicBoolean();
  private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
  private final ConcurrentSkipListMap<Integer, GenerationStreams> generations =
      new ConcurrentSkipListMap<>();
  private volatile int served;
  private @Nullable ActionRecording recording;
  private boolean closed;

  private IngestApplication(
      IngestConfiguration configuration, Listeners listeners, Runnable ready) {
    this.configuration = configuration;
    this.listeners = listeners;
    this.ready = ready;
  }

  /**
   * Prepares the topics and starts.
   *
   * @param ready gets the address that is served once events are processed
   * @throws io.nearline.process.CannotListenException when an address can't be had
   * @throws io.nearline.ingest.configuration.InvalidSettingException when Kafka's clients refuse a
   *     property, or the state directory can't be used
   * @throws io.nearline.ingest.topic.UnfitTopicsException when topics are not what they must be
   * @throws io.nearline.ingest.topic.KafkaUnavailableException when Kafka doesn't answer
   */
  public static IngestApplication start(IngestDefinition definition, Consumer<String> ready) {
    IngestConfiguration configuration = definition.configuration();
    Listeners listeners = Listeners.open(configuration);
    String address = configuration.bind() + ":" + listeners.server().port();
    IngestApplication application =
        new IngestApplication(configuration, listeners, () -> ready.accept(address));
    try {
      application.follow(definition);
      return application;
    } catch (RuntimeException e) {
      application.close();
      throw e;
    }
  }

  /**
   * Starts the generations that a definition says are written and that aren't at work, takes the
   * served one for its own, and stops those that are not written any more. Those at work go on as
   * they were defined. Where it throws, a second call takes up where it stopped.
   *
   * @throws RuntimeException as {@link #start} does
   */
  @Override
  public synchronized void follow(IngestDefinition definition) {
    int next = definition.generations().served();
    if (next < served) {
      throw new IllegalArgumentException(
          "generation: " + next + " (expected: >= " + served + ", which is served)");
    }
    begin(next, definition);
    if (served != next) {
      serve(next, definition);
    }
    for (int generation : definition.generations().written()) {
      begin(generation, definition);
    }
    for (Integer generation : List.copyOf(generations.keySet())) {
      if (!definition.generations().written().contains(generation)) {
        retire(generation);
      }
    }
  }

  /**
   * Goes on by the pipelines, patterns and attributes of another definition: each generation at
   * work stops at a commit, and is begun again there. All else is as it was at the start. What
   * can't be begun is found before anything is stopped.
   *
   * @throws RuntimeException as {@link #start} does
   */
  public synchronized void reload(IngestDefinition definition) {
    IngestDefinition next = definition.with(configuration);
    List<Integer> atWork = List.copyOf(generations.keySet());
    if (closed) {
      return;
    }
    atWork.forEach(generation -> GenerationStreams.check(generation, next));
    for (Integer generation : atWork) {
      GenerationStreams before = generations.remove(generation);
      if (before != null) {
        before.close();
      }
      begin(generation, next);
    }
    serve(served, next);
  }

  @Override
  public boolean isWhole() {
    return generations.containsKey(served)
        && generations.values().stream().noneMatch(GenerationStreams::hasFailed);
  }

  private void begin(int generation, IngestDefinition definition) {
    GenerationStreams before = generations.get(generation);
    if (closed || (before != null && !before.hasFailed())) {
      return;
    }
    if (before != null) {
      before.close();
      generations.remove(generation);
    }
    GenerationStreams streams =
        GenerationStreams.of(generation, definition, listeners.metrics().meters());
    generations.put(generation, streams);
    streams.start(this::changed);
    LOG.info("generation {} is written", generation);
  }

  private void serve(int generation, IngestDefinition definition) {
    ActionRecording before = recording;
    ActionRecording next = ActionRecording.of(definition, listeners.metrics().meters());
    recording = next;
    listeners.server().record(next.intake());
    if (before != null) {
      before.close();
    }
    served = generation;
    LOG.info("generation {} is served", generation);
    changed();
  }

  private void retire(int generation) {
    GenerationStreams streams = generations.remove(generation);
    if (streams != null) {
      streams.retire();
      LOG.info("generation {} is not written any more", generation);
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

  private void changed() {
    GenerationStreams streams = generations.get(served);
    boolean running = streams != null && streams.isRunning();
    listeners.server().serving(running);
    if (running && wasReady.compareAndSet(false, true)) {
      ready.run();
    }
    if (streams != null && streams.hasFailed()) {
      ended.complete(false);
    }
  }

  /** Lets calls end, commits what is processed and stops; at most 14 s. */
  @Override
  public void close() {
    listeners.server().close();
    synchronized (this) {
      closed = true;
      if (recording != null) {
        recording.close();
      }
      List<CompletableFuture<?>> closing = new ArrayList<>();
      for (GenerationStreams streams : generations.values()) {
        closing.add(CompletableFuture.runAsync(streams::close, task -> new Thread(task).start()));
      }
      closing.forEach(CompletableFuture::join);
    }
    listeners.metrics().close();
    ended.complete(true);
  }
}
