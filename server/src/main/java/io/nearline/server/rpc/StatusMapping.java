package io.nearline.server.rpc;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusException;
import io.nearline.features.problem.Excerpt;
import io.nearline.server.batch.TooManyRowsException;
import io.nearline.server.pinot.PinotException;
import io.nearline.server.plan.InvalidRequestException;
import io.nearline.server.plan.UnknownNameException;
import io.nearline.server.serving.NoActorsException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place that says which failure is which status. A caller's fault is never INTERNAL. */
final class StatusMapping {
  private static final Logger log = LoggerFactory.getLogger(StatusMapping.class);

  /** As gRPC's retry policy (gRFC A6) reads it: milliseconds to wait; negative: don't retry. */
  static final Metadata.Key<String> PUSH_BACK =
      Metadata.Key.of("grpc-retry-pushback-ms", Metadata.ASCII_STRING_MARSHALLER);

  /** An overload passes. */
  private static final String LATER = "1000";

  /** What is too large stays so. */
  private static final String NEVER = "-1";

  /**
   * UTF-16 units. A trailer's character may take nine bytes on the wire, and all trailers together
   * at most 8192: beyond, the caller would get a failure of the connection instead.
   */
  private static final int LONGEST_DESCRIPTION = 800;

  private StatusMapping() {}

  /** Returns what the caller gets to see of a failure. */
  static StatusException map(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    Status status = status(cause);
    if (status.getCode() == Status.Code.INTERNAL) {
      log.error("a request failed by a defect", cause);
    }
    String description = Excerpt.of(String.valueOf(status.getDescription()), LONGEST_DESCRIPTION);
    return status.withDescription(description).asException(trailers(status, cause));
  }

  private static Metadata trailers(Status status, Throwable cause) {
    Metadata trailers = new Metadata();
    if (status.getCode() == Status.Code.RESOURCE_EXHAUSTED) {
      trailers.put(PUSH_BACK, cause instanceof TooManyRowsException ? NEVER : LATER);
    }
    return trailers;
  }

  private static Status status(Throwable failure) {
    if (failure instanceof InvalidRequestException) {
      return Status.INVALID_ARGUMENT.withDescription(failure.getMessage());
    }
    if (failure instanceof UnknownNameException) {
      return Status.NOT_FOUND.withDescription(failure.getMessage());
    }
    if (failure instanceof NoActorsException) {
      return Status.FAILED_PRECONDITION.withDescription(failure.getMessage());
    }
    if (failure instanceof CancellationException) {
      return Status.CANCELLED.withDescription("the caller gave the call up");
    }
    if (failure instanceof PinotException pinot) {
      return status(pinot.kind()).withDescription(pinot.getMessage()).withCause(pinot);
    }
    return Status.INTERNAL.withDescription("a defect of the server; its log has the rest");
  }

  private static Status status(PinotException.Kind kind) {
    return switch (kind) {
      case UNREACHABLE, PARTIAL, NOT_READY -> Status.UNAVAILABLE;
      case TIMEOUT -> Status.DEADLINE_EXCEEDED;
      case OVERLOADED -> Status.RESOURCE_EXHAUSTED;
      case REFUSED -> Status.INTERNAL;
    };
  }
}
