package io.nearline.server.rpc;

import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
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
  private static final long AHEAD_MILLIS = 10;

  private final MeterRegistry meters;

  CallMetrics(MeterRegistry meters) {
    this.meters = meters;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    long start = System.nanoTime();
    String method = call.getMethodDescriptor().getFullMethodName();
    Deadline deadline = Context.current().getDeadline();
    meters.counter("grpc.server.call.started", "grpc.method", method).increment();
    return next.startCall(
        new SimpleForwardingServerCall<Q, R>(call) {
          @Override
          public void close(Status status, Metadata trailers) {
            Timer.builder("grpc.server.call.duration")
                .description("Time from a call's start to its status.")
                .publishPercentileHistogram()
                .tag("grpc.method", method)
                .tag("grpc.status", code(status, deadline).name())
                .register(meters)
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
}
