package io.nearline.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.nearline.proto.v1.FeatureColumn;
import io.nearline.proto.v1.GetFeaturesResponse;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Asks for the same features again and again, and remembers every answer that is none. */
final class SteadyFeatures implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(10);

  private final Supplier<GetFeaturesResponse> call;
  private final Thread thread;
  private final AtomicLong answered = new AtomicLong();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();

  SteadyFeatures(Supplier<GetFeaturesResponse> call) {
    this.call = call;
    this.thread = new Thread(this::run, "steady-features");
    thread.start();
  }

  void assertNoneFailed() {
    System.out.println(answered + " calls meanwhile");
    assertThat(failures).isEmpty();
    assertThat(answered).hasValueGreaterThan(50);
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        ask();
        Thread.sleep(PAUSE.toMillis());
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private void ask() {
    try {
      GetFeaturesResponse response = call.get();
      for (FeatureColumn column : response.getFeaturesList()) {
        if (column.getStatusesCount() != 0) {
          failures.add(column.toString());
        }
      }
      // Every actor has bought something all along: an empty table would show.
      if (response.getFeatures(0).getValues().getInt64S().getValuesList().contains(0L)) {
        failures.add(response.toString());
      }
      answered.incrementAndGet();
    } catch (StatusRuntimeException e) {
      if (!Thread.currentThread().isInterrupted()) {
        failures.add(e.toString());
      }
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
