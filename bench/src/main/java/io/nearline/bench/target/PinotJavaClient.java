package io.nearline.bench.target;

import io.nearline.bench.load.Target;
import java.util.Properties;
import org.apache.pinot.client.BrokerResponse;
import org.apache.pinot.client.JsonAsyncHttpPinotClientTransportFactory;
import org.apache.pinot.client.PinotClientTransport;

/** The same SQL through the Pinot Java client's asynchronous transport. */
public final class PinotJavaClient implements Target, AutoCloseable {
  private final PinotClientTransport<?> client;
  private final String broker;
  private final Statement statement;

  /**
   * Makes a target.
   *
   * @param broker its address, {@code host:port}
   */
  public PinotJavaClient(String broker, Statement statement) {
    Properties properties = new Properties();
    properties.setProperty("brokerReadTimeoutMs", "60000");
    this.client =
        new JsonAsyncHttpPinotClientTransportFactory()
            .withConnectionProperties(properties)
            .buildTransport();
    this.broker = broker;
    this.statement = statement;
  }

  @Override
  public void call(long[] actors, End end) {
    var unused =
        client
            .executeQueryAsync(broker, statement.sql(actors))
            .whenComplete(
                (response, failure) -> {
                  if (failure != null) {
                    end.failed(failure);
                  } else {
                    check(response, end);
                  }
                });
  }

  @Override
  public void close() {
    client.close();
  }

  private static void check(BrokerResponse response, End end) {
    if (response.hasExceptions() || response.getResultTable() == null) {
      end.failed(new IllegalStateException("Pinot: " + response.getExceptions()));
    } else {
      end.answered();
    }
  }
}
