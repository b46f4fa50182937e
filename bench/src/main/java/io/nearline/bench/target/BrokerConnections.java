package io.nearline.bench.target;

import io.nearline.bench.load.Target;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Connections to a Pinot broker, each kept for the next statement: the least that a client can do.
 * Answers are not parsed; what must stand in a whole one is looked for.
 */
public final class BrokerConnections implements AutoCloseable {
  private static final int LARGEST_ANSWER = 64 << 20;
  private static final ByteBuf WHOLE =
      Unpooled.unreleasableBuffer(
          Unpooled.copiedBuffer("\"exceptions\":[]", StandardCharsets.US_ASCII));

  private final String host;
  private final Bootstrap bootstrap;
  private final Deque<Exchange> idle = new ConcurrentLinkedDeque<>();

  /**
   * Connects when there is something to ask.
   *
   * @param broker its address, {@code host:port}
   * @param group whose threads send and receive
   */
  public BrokerConnections(String broker, EventLoopGroup group) {
    int colon = broker.lastIndexOf(':');
    this.host = broker;
    this.bootstrap =
        new Bootstrap()
            .group(group)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .remoteAddress(
                new InetSocketAddress(
                    broker.substring(0, colon), Integer.parseInt(broker.substring(colon + 1))));
  }

  /**
   * Posts a statement, as JSON in UTF-8. Where the broker has just closed the connection that was
   * kept, it is posted once more over a new one, as every HTTP client does.
   */
  void post(byte[] json, Target.End end) {
    Exchange exchange = idle.pollFirst();
    if (exchange != null) {
      exchange.send(json, end, () -> postAnew(json, end));
    } else {
      postAnew(json, end);
    }
  }

  private void postAnew(byte[] json, Target.End end) {
    Exchange fresh = new Exchange();
    var unused =
        bootstrap
            .clone()
            .handler(new Initializer(fresh))
            .connect()
            .addListener(
                connected -> {
                  if (connected.isSuccess()) {
                    fresh.send(
                        json,
                        end,
                        () -> end.failed(new IOException(host + ": closed the connection")));
                  } else {
                    end.failed(connected.cause());
                  }
                });
  }

  @Override
  public void close() {
    for (Exchange exchange = idle.pollFirst(); exchange != null; exchange = idle.pollFirst()) {
      exchange.close();
    }
  }

  private static final class Initializer extends ChannelInitializer<SocketChannel> {
    private final Exchange exchange;

    Initializer(Exchange exchange) {
      this.exchange = exchange;
    }

    @Override
    protected void initChannel(SocketChannel channel) {
      exchange.channel = channel;
      channel
          .pipeline()
          .addLast(new HttpClientCodec(), new HttpObjectAggregator(LARGEST_ANSWER), exchange);
    }
  }

  /** One connection, and the statement that it waits for. */
  private final class Exchange extends SimpleChannelInboundHandler<FullHttpResponse> {
    private volatile @Nullable Channel channel;
    private final AtomicReference<Target.@Nullable End> end = new AtomicReference<>();
    private volatile Runnable onClose = () -> {};

    /** Sends; the last is run when the connection is closed before any answer. */
    void send(byte[] json, Target.End whoseEnd, Runnable whenClosed) {
      onClose = whenClosed;
      end.set(whoseEnd);
      FullHttpRequest request =
          new DefaultFullHttpRequest(
              HttpVersion.HTTP_1_1, HttpMethod.POST, "/query/sql", Unpooled.wrappedBuffer(json));
      request
          .headers()
          .set(HttpHeaderNames.HOST, host)
          .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
          .setInt(HttpHeaderNames.CONTENT_LENGTH, json.length);
      Channel open = channel;
      if (open == null || !open.isActive()) {
        closed();
      } else {
        var unused = open.writeAndFlush(request, open.voidPromise());
      }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
      Target.End waiting = end.getAndSet(null);
      if (waiting == null) {
        var unused = context.close();
        return;
      }
      boolean whole =
          response.status().equals(HttpResponseStatus.OK)
              && ByteBufUtil.indexOf(WHOLE, response.content()) >= 0;
      String words = whole ? "" : response.content().toString(StandardCharsets.UTF_8);
      idle.addFirst(this);
      if (whole) {
        waiting.answered();
      } else {
        waiting.failed(new IOException(host + ": " + response.status() + " " + words));
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      closed();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      if (cause instanceof IOException) {
        closed();
      } else {
        Target.End waiting = forget();
        if (waiting != null) {
          waiting.failed(cause);
        }
      }
      var unused = context.close();
    }

    private void closed() {
      if (forget() != null) {
        onClose.run();
      }
    }

    /** Returns who waited for an answer, of which there will be none. */
    private Target.@Nullable End forget() {
      idle.remove(this);
      return end.getAndSet(null);
    }

    void close() {
      Channel open = channel;
      if (open != null) {
        var unused = open.close();
      }
    }
  }
}
