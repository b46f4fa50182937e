package io.nearline.server.serving;

import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.process.DaemonTimer;
import io.nearline.server.pinot.PinotException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Pinot again and again for every column that the catalogue needs. Ready is the server only
 * while Pinot has them all, and no partition is silent.
 */
public final class Readiness implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Readiness.class);

  private final ColumnProbe probe;
  private final Supplier<Optional<String>> silence;
  private final Duration pause;
  private final Consumer<Boolean> listener;
  private final ScheduledExecutorService timer = DaemonTimer.named("readiness");
  private volatile AttributeCatalogue catalogue;
  private @Nullable Boolean last;
  private String lastProblem = "";

  /**
   * Begins to ask.
   *
   * @param silence says what is silent; empty when nothing is
   * @param pause between an answer and the next question
   * @param listener told whenever it changes, and once at the beginning
   */
  public Readiness(
      AttributeCatalogue catalogue,
      ColumnProbe probe,
      Supplier<Optional<String>> silence,
      Duration pause,
      Consumer<Boolean> listener) {
    this.catalogue = catalogue;
    this.probe = probe;
    this.silence = silence;
    this.pause = pause;
    this.listener = listener;
    timer.execute(() -> ask());
  }

  /** Asks for another catalogue's columns from the next question on. */
  public void watch(AttributeCatalogue other) {
    catalogue = other;
  }

  /** Stops asking. */
  @Override
  public void close() {
    timer.shutdownNow();
  }

  private void ask() {
    probe
        .ask(catalogue)
        .whenComplete(
            (all, failure) -> {
              try {
                take(failure);
              } catch (RuntimeException e) {
                log.error("the change of readiness could not be told", e);
              }
              askAgain();
            });
  }

  private void askAgain() {
    try {
      var unused = timer.schedule(() -> ask(), pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closed) {
      log.debug("no more questions: closed");
    }
  }

  private void take(@Nullable Throwable failure) {
    Throwable cause = failure != null && failure.getCause() != null ? failure.getCause() : failure;
    String problem = cause == null ? silence.get().orElse("") : String.valueOf(cause.getMessage());
    boolean ready = cause == null && problem.isEmpty();
    if (cause != null && !(cause instanceof PinotException) && !problem.equals(lastProblem)) {
      log.error("not ready, by a defect", cause);
    } else if (!ready && !problem.equals(lastProblem)) {
      log.warn("not ready: {}", problem);
    } else if (ready && !lastProblem.isEmpty()) {
      log.info(
          "ready: Pinot has every column that the catalogue needs, and no partition is silent");
    }
    lastProblem = problem;
    if (last == null || last != ready) {
      listener.accept(ready);
      last = ready;
    }
  }
}
