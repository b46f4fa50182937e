package io.nearline.server.rpc;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/**
 * Measures calls under gRPC's own names: {@code grpc.server.call.started} by method, and {@code
 * grpc.server.call.duration} by method and status.
 */
final class CallMetrics implements ServerInterceptor {
  private final MeterRegistry meters;

  CallMetrics(MeterRegistry meters) {
    this.meters = meters;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    long start = System.nanoTime();
    String method = call.getMethodDescriptor().getFullMethodName();
    meters.counter("grpc.server.call.started", "grpc.method", method).increment();
    return next.startCall(
        new SimpleForwardingServerCall<Q, R>(call) {
          @Override
          public void close(Status status, Metadata trailers) {
            Timer.builder("grpc.server.call.duration")
                .description("Time from a call's start to its status.")
                .publishPercentileHistogram()
                .tag("grpc.method", method)
                .tag("grpc.status", status.getCode().name())
                .register(meters)
                .record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            super.close(status, trailers);
          }
        },
        headers);
  }
}
