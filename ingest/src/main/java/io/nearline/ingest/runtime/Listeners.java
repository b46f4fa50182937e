package io.nearline.ingest.runtime;

import io.nearline.ingest.configuration.IngestConfiguration;
import io.nearline.ingest.rpc.IngestServer;
import io.nearline.metrics.MetricsEndpoint;
import io.nearline.process.CannotListenException;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where ingest is spoken to.
 *
 * @param server health and RecordActions
 * @param metrics what Prometheus reads
 */
record Listeners(IngestServer server, MetricsEndpoint metrics) {
  private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

  /**
   * Begins to listen.
   *
   * @throws CannotListenException when an address can't be had
   */
  static Listeners open(IngestConfiguration configuration) {
    String bind = configuration.bind();
    MetricsEndpoint metrics = metrics(bind, configuration.metricsPort());
    try {
      IngestServer server = IngestServer.listen(configuration);
      LOG.info("metrics at http://{}:{}/metrics", bind, metrics.start());
      return new Listeners(server, metrics);
    } catch (RuntimeException e) {
      metrics.close();
      throw e;
    }
  }

  private static MetricsEndpoint metrics(String bind, int port) {
    try {
      return new MetricsEndpoint(bind, port);
    } catch (IOException e) {
      throw new CannotListenException("metrics", bind, port, e);
    }
  }
}
