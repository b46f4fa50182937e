package io.nearline.server.rpc;

import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Measures calls under gRPC's own names: {@code grpc.server.call.started} by method, and {@code
 * grpc.server.call.duration} by method and status. A call that ends cancelled when its time is out
 * counts as DEADLINE_EXCEEDED: that is why it was cancelled, be it by the server's clock or, a
 * moment earlier, by the caller's.
 */
final class CallMetrics implements ServerInterceptor {
  /** By so much a caller's cancellation may be ahead of the deadline as the server knows it. */
  private static final long AHEAD_MILLIS = 50;

  private final MeterRegistry meters;
  private final Map<String, MethodMeters> methods = new ConcurrentHashMap<>();

  CallMetrics(MeterRegistry meters) {
    this.meters = meters;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    long start = System.nanoTime();
    Deadline deadline = Context.current().getDeadline();
    MethodMeters method =
        methods.computeIfAbsent(
            call.getMethodDescriptor().getFullMethodName(), name -> new MethodMeters(meters, name));
    method.started.increment();
    return next.startCall(
        new SimpleForwardingServerCall<Q, R>(call) {
          @Override
          public void close(Status status, Metadata trailers) {
            method
                .ended(code(status, deadline))
                .record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            super.close(status, trailers);
          }
        },
        headers);
  }

  private static Status.Code code(Status status, @Nullable Deadline deadline) {
    return status.getCode() == Status.Code.CANCELLED
            && deadline != null
            && deadline.timeRemaining(TimeUnit.MILLISECONDS) < AHEAD_MILLIS
        ? Status.Code.DEADLINE_EXCEEDED
        : status.getCode();
  }

  /** The meters of one method, looked up in the registry once. */
  private static final class MethodMeters {
    private final MeterRegistry meters;
    private final String method;
    private final Counter started;
    private final Map<Status.Code, Timer> ended = new ConcurrentHashMap<>();

    MethodMeters(MeterRegistry meters, String method) {
      this.meters = meters;
      this.method = method;
      this.started = meters.counter("grpc.server.call.started", "grpc.method", method);
    }

    Timer ended(Status.Code code) {
      return ended.computeIfAbsent(code, this::register);
    }

    private Timer register(Status.Code code) {
      return Timer.builder("grpc.server.call.duration")
          .description("Time from a call's start to its status.")
          .publishPercentileHistogram()
          .tag("grpc.method", method)
          .tag("grpc.status", code.name())
          .register(meters);
    }
  }
}
