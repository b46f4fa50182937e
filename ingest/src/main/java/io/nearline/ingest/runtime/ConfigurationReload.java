package io.nearline.ingest.runtime;

import io.nearline.features.problem.InvalidConfigurationException;
import io.nearline.ingest.configuration.IngestDefinition;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the configuration again when it is told to. What can't be read or taken is logged, all of
 * its problems at once, and changes nothing.
 */
public final class ConfigurationReload implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ConfigurationReload.class);

  private final Supplier<IngestDefinition> definition;
  private final Consumer<IngestDefinition> application;
  private final ExecutorService executor =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "reload");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Makes it.
   *
   * @param definition reads the configuration
   * @param application goes on by it
   */
  public ConfigurationReload(
      Supplier<IngestDefinition> definition, Consumer<IngestDefinition> application) {
    this.definition = definition;
    this.application = application;
  }

  /** Reads the configuration some time soon; doesn't wait. */
  public void request() {
    executor.execute(this::run);
  }

  /** Reads the configuration; never throws. */
  void run() {
    try {
      application.accept(definition.get());
      LOG.info("the configuration was read again");
    } catch (RuntimeException e) {
      LOG.error(
          "the configuration is not taken, what is at work goes on:\n{}",
          e.getMessage(),
          e instanceof InvalidConfigurationException ? null : e);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
