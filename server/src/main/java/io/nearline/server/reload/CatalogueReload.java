package io.nearline.server.reload;

import io.nearline.features.definition.Catalogue;
import io.nearline.features.definition.CatalogueLoader;
import io.nearline.features.definition.DefinitionLock;
import io.nearline.features.definition.Feature;
import io.nearline.features.problem.InvalidConfigurationException;
import io.nearline.features.problem.Problem;
import io.nearline.server.pinot.PinotException;
import io.nearline.server.serving.ColumnProbe;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns texts into the catalogue that is served, or says why not: then what is served stays. Not
 * thread-safe; waits for Pinot.
 */
final class CatalogueReload {
  private static final Logger log = LoggerFactory.getLogger(CatalogueReload.class);

  private final ColumnProbe probe;
  private final Consumer<Catalogue> serve;
  private final ReloadMetrics metrics;
  private Catalogue served;
  private DefinitionLock lock;
  private String lastWait = "";

  /**
   * Begins with what is served.
   *
   * @param serve makes a catalogue the one that is served
   */
  CatalogueReload(
      Catalogue served, ColumnProbe probe, Consumer<Catalogue> serve, ReloadMetrics metrics) {
    this.served = served;
    this.lock = DefinitionLock.of(served);
    this.probe = probe;
    this.serve = serve;
    this.metrics = metrics;
  }

  /**
   * Tries to serve other definitions.
   *
   * @return what came of it. After {@link Outcome#NOT_READY} trying again may help: it is logged
   *     and counted once as long as the reason stays the same.
   */
  Outcome take(DefinitionFiles files) {
    try {
      if (!files.problem().isEmpty()) {
        log.error("not reloaded, the definitions stay as they were: {}", files.problem());
        return counted(Outcome.INVALID);
      }
      Catalogue next = CatalogueLoader.load(files.definitions(), lock);
      if (!ColumnProbe.isSame(served.attributes(), next.attributes())) {
        probe.ask(next.attributes()).toCompletableFuture().join();
      }
      serve.accept(next);
      metrics.serves(next.attributes().generation());
      log.info("reloaded: {}", difference(served, next));
      served = next;
      lock = lock.with(next);
      return counted(Outcome.OK);
    } catch (InvalidConfigurationException e) {
      report(e.problems());
      return counted(Outcome.INVALID);
    } catch (CompletionException e) {
      return e.getCause() instanceof PinotException pinot ? notReady(pinot) : defect(e);
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      // Definitions may be too many or too deep for this machine: what is served is there already.
      return defect(e);
    }
  }

  private static void report(List<Problem> problems) {
    log.error(
        "not reloaded, the definitions stay as they were ({}):\n{}",
        problems.size() == 1 ? "1 problem" : problems.size() + " problems",
        problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
  }

  private Outcome notReady(PinotException e) {
    String advice =
        e.kind() == PinotException.Kind.NOT_READY
            ? "what attributes.yaml needs is not in Pinot yet: run ./nearline tables apply first"
            : "Pinot does not say whether it has what attributes.yaml needs";
    String reason = advice + ": " + e.getMessage();
    if (reason.equals(lastWait)) {
      return Outcome.NOT_READY;
    }
    log.warn("not reloaded yet, the definitions stay as they were: {}", reason);
    Outcome outcome = counted(Outcome.NOT_READY);
    lastWait = reason;
    return outcome;
  }

  private Outcome defect(Throwable e) {
    log.error("not reloaded, the definitions stay as they were: a defect", e);
    return counted(Outcome.DEFECT);
  }

  private Outcome counted(Outcome outcome) {
    lastWait = "";
    metrics.count(outcome);
    return outcome;
  }

  private static String difference(Catalogue before, Catalogue after) {
    if (before.hash().equals(after.hash())) {
      return "no definition changed";
    }
    return "features: %d (%d new, %d gone), services: %d"
        .formatted(
            after.features().size(),
            countMissing(after, before),
            countMissing(before, after),
            after.services().size());
  }

  private static long countMissing(Catalogue of, Catalogue in) {
    Set<String> names =
        in.features().stream().map(Feature::versionedName).collect(Collectors.toSet());
    return of.features().stream().filter(one -> !names.contains(one.versionedName())).count();
  }
}
