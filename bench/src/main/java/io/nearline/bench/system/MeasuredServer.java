package io.nearline.bench.system;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.nearline.process.ChildProcess;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A gRPC server that is measured, and this process's connections to it.
 *
 * @param process its process
 * @param metricsPort where it tells its metrics, on the loopback address; 0: nowhere
 * @param channels to it
 */
public record MeasuredServer(ChildProcess process, int metricsPort, List<ManagedChannel> channels) {
  private static final int CONNECTIONS = 2;

  /** Copies the channels. */
  public MeasuredServer {
    channels = List.copyOf(channels);
  }

  /** Connects to a server, when there is something to ask. */
  static MeasuredServer of(ChildProcess process, int port, int metricsPort, EventLoopGroup group) {
    String address = "127.0.0.1:" + port;
    return new MeasuredServer(
        process,
        metricsPort,
        IntStream.range(0, CONNECTIONS).mapToObj(i -> channel(address, group)).toList());
  }

  /**
   * Returns the sum of a metric's values now; 0 when it has none.
   *
   * @param name as Prometheus has it
   */
  public double metric(String name) {
    URI uri = URI.create("http://127.0.0.1:" + metricsPort + "/metrics");
    try (InputStream page = uri.toURL().openStream()) {
      return new String(page.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(uri + ": " + e.getMessage(), e);
    }
  }

  /** Returns a channel whose calls are answered on the threads that receive. */
  private static ManagedChannel channel(String address, EventLoopGroup group) {
    return NettyChannelBuilder.forTarget(address)
        .usePlaintext()
        .directExecutor()
        .eventLoopGroup(group)
        .channelType(NioSocketChannel.class)
        .build();
  }
}
