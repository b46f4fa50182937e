package io.nearline.server.reload;

import io.micrometer.core.instrument.MeterRegistry;
import io.nearline.features.definition.Catalogue;
import io.nearline.process.DaemonTimer;
import io.nearline.server.serving.ColumnProbe;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the configuration directory again and again, and has changed definitions served once a
 * change has settled. It compares contents, not times: links that are exchanged count, touching a
 * file does not.
 */
public final class ConfigurationWatch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ConfigurationWatch.class);

  private final Supplier<DefinitionFiles> source;
  private final CatalogueReload reload;
  private final Settled<DefinitionFiles> settled;
  private final ScheduledExecutorService timer = DaemonTimer.named("reload");
  private DefinitionFiles taken;
  private String server;
  private Outcome last = Outcome.OK;

  private ConfigurationWatch(
      DefinitionFiles first, Supplier<DefinitionFiles> source, CatalogueReload reload) {
    this.source = source;
    this.reload = reload;
    this.settled = new Settled<>(first);
    this.taken = first;
    this.server = first.server();
  }

  /**
   * Begins to watch.
   *
   * @param first what {@code served} was made of
   * @param source reads the directory
   * @param pause between two readings; a change is served after two that are alike
   * @param serve makes a catalogue the one that is served
   */
  public static ConfigurationWatch begin(
      DefinitionFiles first,
      Catalogue served,
      Supplier<DefinitionFiles> source,
      Duration pause,
      ColumnProbe probe,
      Consumer<Catalogue> serve,
      MeterRegistry meters) {
    ReloadMetrics metrics =
        new ReloadMetrics(meters, Clock.systemUTC(), served.attributes().generation());
    ConfigurationWatch watch =
        of(first, source, new CatalogueReload(served, probe, serve, metrics));
    var unused =
        watch.timer.scheduleWithFixedDelay(
            watch::poll, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    return watch;
  }

  /** Makes a watch that reads when it is told to. */
  static ConfigurationWatch of(
      DefinitionFiles first, Supplier<DefinitionFiles> source, CatalogueReload reload) {
    return new ConfigurationWatch(first, source, reload);
  }

  /** Has the directory read soon and served as it is, changed or not. Returns at once. */
  public void reload() {
    try {
      timer.execute(this::readNow);
    } catch (RejectedExecutionException closed) {
      log.debug("no more reloads: closed");
    }
  }

  /** Stops reading. */
  @Override
  public void close() {
    timer.shutdownNow();
  }

  /** Reads once; what has changed and settled is served. */
  void poll() {
    DefinitionFiles files = source.get();
    Optional<DefinitionFiles> changed = settled.see(files);
    changed.ifPresent(this::tellOfServerFile);
    boolean wanted = changed.isPresent() && !files.hasDefinitionsOf(taken);
    boolean waited = last == Outcome.NOT_READY && settled.isKnown(files);
    if (wanted || waited) {
      take(files);
    }
  }

  /** Reads once and serves what is there. */
  void readNow() {
    DefinitionFiles files = source.get();
    settled.know(files);
    log.info("told to reload");
    tellOfServerFile(files);
    take(files);
  }

  private void take(DefinitionFiles files) {
    taken = files;
    last = reload.take(files);
  }

  private void tellOfServerFile(DefinitionFiles files) {
    if (files.problem().isEmpty() && !files.server().equals(server)) {
      server = files.server();
      log.warn("server.yaml changed: it takes effect at the next start");
    }
  }
}
