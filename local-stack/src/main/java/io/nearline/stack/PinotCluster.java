package io.nearline.stack;

import io.nearline.process.Ports;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.pinot.broker.broker.helix.HelixBrokerStarter;
import org.apache.pinot.controller.ControllerStarter;
import org.apache.pinot.server.starter.helix.HelixServerStarter;
import org.apache.pinot.spi.env.PinotConfiguration;
import org.apache.pinot.spi.services.ServiceStartable;

/** One controller, one server and one broker of Pinot. */
final class PinotCluster {
  /** The cluster's name, under which its state is in ZooKeeper. */
  static final String NAME = "nearline";

  private static final String HOST = "127.0.0.1";

  /**
   * What each build may have of the heap: one of 250,000 rows and 11 columns takes under 100 MB.
   */
  private static final long BYTES_A_BUILD = 256 << 20;

  /** How many segments Pinot builds at once unless told otherwise. */
  private static final int LEAST_BUILDS = 4;

  private PinotCluster() {}

  /**
   * Starts all parts, which end with this process, and returns when the tables that exist answer.
   */
  static void start(Path directory, Ports ports) throws Exception {
    start(new ControllerStarter(), controller(directory, ports));
    List<FutureTask<Void>> parts =
        List.of(
            inBackground("pinot-server-start", new HelixServerStarter(), server(directory, ports)),
            inBackground("pinot-broker-start", new HelixBrokerStarter(), broker(ports)));
    for (FutureTask<Void> part : parts) {
      try {
        part.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("Pinot doesn't start: " + e.getCause(), e.getCause());
      }
    }
  }

  private static FutureTask<Void> inBackground(
      String name, ServiceStartable part, Map<String, Object> settings) {
    FutureTask<Void> task =
        new FutureTask<>(
            () -> {
              start(part, settings);
              return null;
            });
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
    return task;
  }

  private static void start(ServiceStartable part, Map<String, Object> settings) throws Exception {
    part.init(new PinotConfiguration(settings));
    part.start();
  }

  private static Map<String, Object> controller(Path directory, Ports ports) {
    int port = ports.of(StackPorts.PINOT_CONTROLLER);
    Map<String, Object> settings = new HashMap<>();
    settings.put("controller.helix.cluster.name", NAME);
    settings.put("controller.zk.str", ports.address(StackPorts.ZOOKEEPER));
    settings.put("controller.host", HOST);
    settings.put("controller.port", port);
    settings.put("controller.data.dir", uri(directory.resolve("controller")));
    settings.put("controller.local.temp.dir", directory.resolve("controller-temporary").toString());
    listen(settings, "controller.access.protocols", port);
    return settings;
  }

  /** Returns a path as the controller reads it: as it is, a space would make it none. */
  private static String uri(Path path) {
    try {
      return new URI("file", null, path.toAbsolutePath().toString(), null).toString();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(path + " (expected: a path that a URI can have)", e);
    }
  }

  private static Map<String, Object> server(Path directory, Ports ports) {
    int adminPort = ports.of(StackPorts.PINOT_SERVER_ADMIN);
    Map<String, Object> settings = member(ports);
    settings.put("pinot.server.netty.host", HOST);
    settings.put("pinot.server.netty.port", ports.of(StackPorts.PINOT_SERVER));
    settings.put("pinot.server.adminapi.port", adminPort);
    // Streaming answers, for which nothing here asks.
    settings.put("pinot.server.grpc.enable", false);
    settings.put("pinot.server.instance.dataDir", directory.resolve("server").toString());
    settings.put(
        "pinot.server.instance.segmentTarDir", directory.resolve("server-segments").toString());
    settings.put(
        "pinot.server.instance.realtime.max.parallel.segment.builds",
        builds(Runtime.getRuntime().maxMemory()));
    settings.put("pinot.server.startup.serviceStatusCheckIntervalMs", 100);
    listen(settings, "pinot.server.adminapi.access.protocols", adminPort);
    return settings;
  }

  /**
   * Returns how many segments are built at once: a partition whose segment waits for others to be
   * built takes nothing in, so all that the heap has room for.
   *
   * @param heap its most bytes
   */
  static int builds(long heap) {
    return (int) Math.max(LEAST_BUILDS, heap / BYTES_A_BUILD);
  }

  private static Map<String, Object> broker(Ports ports) {
    int port = ports.of(StackPorts.PINOT_BROKER);
    Map<String, Object> settings = member(ports);
    settings.put("pinot.broker.hostname", HOST);
    settings.put("pinot.broker.client.queryPort", port);
    settings.put("pinot.broker.startup.serviceStatusCheckIntervalMs", 100);
    listen(settings, "pinot.broker.client.access.protocols", port);
    return settings;
  }

  private static Map<String, Object> member(Ports ports) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("pinot.cluster.name", NAME);
    settings.put("pinot.zk.server", ports.address(StackPorts.ZOOKEEPER));
    return settings;
  }

  private static void listen(Map<String, Object> settings, String prefix, int port) {
    settings.put(prefix, "http");
    settings.put(prefix + ".http.host", HOST);
    settings.put(prefix + ".http.port", port);
  }
}
