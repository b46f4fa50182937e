package io.nearline.stack;

import io.nearline.process.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.Stat;
import org.apache.zookeeper.server.ServerConfig;
import org.apache.zookeeper.server.ZooKeeperServerMain;
import org.apache.zookeeper.server.quorum.QuorumPeerConfig;
import org.jspecify.annotations.Nullable;

/** The ZooKeeper that Pinot's cluster state is kept in. */
final class ZooKeeperNode {
  private static final Duration START = Duration.ofSeconds(30);
  private static final int PROBE_TIMEOUT_MS = 500;
  private static final int SESSION_TIMEOUT_MS = 10_000;

  private ZooKeeperNode() {}

  /** Starts the node, which ends with this process, and returns when it answers. */
  static void start(Path directory, Ports ports) throws Exception {
    Files.createDirectories(directory);
    QuorumPeerConfig quorum = new QuorumPeerConfig();
    quorum.parseProperties(properties(directory, ports));
    ServerConfig config = new ServerConfig();
    config.readFrom(quorum);

    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                new ZooKeeperServerMain().runFromConfig(config);
                failure.set(new IllegalStateException("it ended"));
              } catch (Exception | Error e) {
                failure.set(e);
              }
            },
            "zookeeper");
    thread.setDaemon(true);
    thread.start();

    long deadline = System.nanoTime() + START.toNanos();
    while (!answers(ports.of(StackPorts.ZOOKEEPER))) {
      Throwable cause = failure.get();
      if (cause != null || System.nanoTime() - deadline > 0) {
        throw new IllegalStateException("ZooKeeper doesn't start", cause);
      }
      Thread.sleep(20);
    }
  }

  /**
   * Deletes what the sessions of a killed process have left, which would otherwise hold their
   * places until they expire: the live instances of a cluster and its leading controller.
   */
  static void expireSessions(Ports ports, String cluster) throws Exception {
    CountDownLatch connected = new CountDownLatch(1);
    ZooKeeper client =
        new ZooKeeper(
            ports.address(StackPorts.ZOOKEEPER),
            SESSION_TIMEOUT_MS,
            event -> {
              if (event.getState() == KeeperState.SyncConnected) {
                connected.countDown();
              }
            });
    try {
      connected.await();
      deleteEphemeral(client, "/" + cluster + "/LIVEINSTANCES");
      deleteEphemeral(client, "/" + cluster + "/CONTROLLER");
    } finally {
      client.close();
    }
  }

  private static void deleteEphemeral(ZooKeeper client, String parent) throws Exception {
    for (String child : children(client, parent)) {
      String path = parent + "/" + child;
      Stat stat = client.exists(path, false);
      if (stat != null && stat.getEphemeralOwner() != 0) {
        client.delete(path, stat.getVersion());
      }
    }
  }

  private static List<String> children(ZooKeeper client, String path) throws Exception {
    try {
      return client.getChildren(path, false);
    } catch (KeeperException.NoNodeException freshDirectory) {
      return List.of();
    }
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port),
          PROBE_TIMEOUT_MS);
      socket.setSoTimeout(PROBE_TIMEOUT_MS);
      socket.getOutputStream().write("srvr".getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      InputStream answer = socket.getInputStream();
      return new String(answer.readAllBytes(), StandardCharsets.US_ASCII).contains("Mode:");
    } catch (IOException notYet) {
      return false;
    }
  }

  private static Properties properties(Path directory, Ports ports) {
    Properties properties = new Properties();
    properties.setProperty("dataDir", directory.toString());
    properties.setProperty("clientPortAddress", "127.0.0.1");
    properties.setProperty("clientPort", Integer.toString(ports.of(StackPorts.ZOOKEEPER)));
    properties.setProperty("maxClientCnxns", "0");
    properties.setProperty("admin.enableServer", "false");
    properties.setProperty("4lw.commands.whitelist", "srvr");
    // What is written survives the end of this process without it; only a crash of the machine
    // would lose it.
    properties.setProperty("forceSync", "no");
    // KiB; the default takes 64 MiB for each transaction log.
    properties.setProperty("preAllocSize", "4096");
    return properties;
  }
}
