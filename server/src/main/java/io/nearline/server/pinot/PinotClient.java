package io.nearline.server.pinot;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.CompletionStage;

/** The broker port over real brokers: pooled, checked, measured. */
public final class PinotClient implements PinotBroker, AutoCloseable {
  private final BrokerPool pool;
  private final PinotBroker measured;

  /** Connects lazily: Pinot need not be there yet. */
  public PinotClient(PinotClientSettings settings, MeterRegistry meters) {
    BrokerDirectory directory =
        settings
            .controller()
            .<BrokerDirectory>map(controller -> new ControllerBrokers(settings, controller))
            .orElseGet(() -> BrokerDirectory.of(settings.brokers()));
    this.pool =
        new BrokerPool(
            directory, new ClientTransport(settings), settings.leftOut(), System::nanoTime);
    this.measured = new MeasuredBroker(pool, meters);
  }

  @Override
  public CompletionStage<PinotTable> query(PinotSql sql, Deadline deadline) {
    return measured.query(sql, deadline);
  }

  @Override
  public void close() {
    pool.close();
  }
}
