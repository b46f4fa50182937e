package io.nearline.ingest.runtime;

import io.nearline.features.attribute.GenerationFile;
import io.nearline.features.problem.InvalidConfigurationException;
import io.nearline.ingest.configuration.IngestDefinition;
import io.nearline.process.DaemonTimer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads {@code generation.yaml} again and again. Once it has changed, and two readings are alike,
 * the whole configuration is read again, and the generations that it names are followed. What can't
 * be followed is tried again, and those at work go on meanwhile.
 */
public final class GenerationWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GenerationWatch.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int POLLS_BETWEEN_ATTEMPTS = 10;

  private final Supplier<String> text;
  private final Supplier<IngestDefinition> definition;
  private final Followers followers;
  private final ScheduledExecutorService timer = DaemonTimer.named("generations");
  private String followed;
  private String before;
  private int pollsToWait;
  private String lastProblem = "";

  /** Who follows. */
  interface Followers {
    /** Becomes what a definition says; where it throws, a second call takes up where it stopped. */
    void follow(IngestDefinition definition);

    /** Returns whether all that should be at work is. */
    boolean isWhole();
  }

  /**
   * Makes a watch that polls when it is told to.
   *
   * @param followed the text that is followed already
   * @param text reads the file
   * @param definition reads the configuration
   */
  GenerationWatch(
      String followed,
      Supplier<String> text,
      Supplier<IngestDefinition> definition,
      Followers followers) {
    this.text = text;
    this.definition = definition;
    this.followers = followers;
    this.followed = followed;
    this.before = followed;
  }

  /**
   * Begins to watch.
   *
   * @param followed the text that the application was started with; empty without the file
   * @param definition reads the configuration
   */
  public static GenerationWatch begin(
      Path configuration,
      String followed,
      Supplier<IngestDefinition> definition,
      IngestApplication application) {
    Path file = configuration.resolve(GenerationFile.NAME);
    GenerationWatch watch =
        new GenerationWatch(followed, () -> read(file), definition, application);
    var unused =
        watch.timer.scheduleWithFixedDelay(
            watch::poll, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    return watch;
  }

  /** Reads the file once. */
  void poll() {
    String now = text.get();
    boolean changed = !now.equals(followed) && now.equals(before);
    before = now;
    if (!changed && followers.isWhole()) {
      return;
    }
    if (pollsToWait > 0) {
      pollsToWait--;
      return;
    }
    pollsToWait = POLLS_BETWEEN_ATTEMPTS;
    try {
      followers.follow(definition.get());
      followed = now;
      lastProblem = "";
      pollsToWait = 0;
    } catch (RuntimeException e) {
      report(e);
    }
  }

  private void report(RuntimeException e) {
    String problem = String.valueOf(e.getMessage());
    if (!problem.equals(lastProblem)) {
      LOG.error(
          "{} is not followed yet, what is at work goes on: {}",
          GenerationFile.NAME,
          problem,
          e instanceof InvalidConfigurationException ? null : e);
      lastProblem = problem;
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException absent) {
      return "";
    } catch (IOException e) {
      LOG.warn("{}: can't be read: {}", file, e.toString());
      return "";
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
