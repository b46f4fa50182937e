package io.nearline.bench.target;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.nearline.bench.load.Target;
import java.nio.charset.StandardCharsets;

/** SQL straight to the broker, over HTTP connections that stay. */
public final class DirectHttp implements Target {
  private final BrokerConnections connections;
  private final Statement json;

  /** Makes a target. */
  public DirectHttp(BrokerConnections connections, Statement statement) {
    this.connections = connections;
    this.json =
        new Statement(
            "{\"sql\":\"" + escaped(statement.before()), escaped(statement.after()) + "\"}");
  }

  @Override
  public void call(long[] actors, End end) {
    connections.post(json.sql(actors).getBytes(StandardCharsets.UTF_8), end);
  }

  private static String escaped(String text) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(text));
  }
}
