package io.nearline.server.rpc;

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

/**
 * Measures calls under gRPC's own names: {@code grpc.server.call.started} by method, and {@code
 * grpc.server.call.duration} by method and status.
 */
final class CallMetrics implements ServerInterceptor {
  private final MeterRegistry meters;
  private final Map<String, MethodMeters> methods = new ConcurrentHashMap<>();

  CallMetrics(MeterRegistry meters) {
    this.meters = meters;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    long start = System.nanoTime();
    MethodMeters method =
        methods.computeIfAbsent(
            call.getMethodDescriptor().getFullMethodName(), name -> new MethodMeters(meters, name));
    method.started.increment();
    return next.startCall(
        new SimpleForwardingServerCall<Q, R>(call) {
          @Override
          public void close(Status status, Metadata trailers) {
            method.ended(status.getCode()).record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            super.close(status, trailers);
          }
        },
        headers);
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
