package io.nearline.server.rpc;

import io.grpc.Status;
import io.grpc.StatusException;
import io.nearline.server.batch.TooManyRowsException;
import io.nearline.server.pinot.PinotException;
import io.nearline.server.plan.InvalidRequestException;
import io.nearline.server.plan.UnknownNameException;
import io.nearline.server.serving.TooManyEntitiesException;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place that says which failure is which status. A caller's fault is never INTERNAL. */
final class StatusMapping {
  private static final Logger log = LoggerFactory.getLogger(StatusMapping.class);

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
    return status.asException();
  }

  private static Status status(Throwable failure) {
    if (failure instanceof InvalidRequestException) {
      return Status.INVALID_ARGUMENT.withDescription(failure.getMessage());
    }
    if (failure instanceof UnknownNameException) {
      return Status.NOT_FOUND.withDescription(failure.getMessage());
    }
    if (failure instanceof TooManyEntitiesException || failure instanceof TooManyRowsException) {
      return Status.RESOURCE_EXHAUSTED.withDescription(failure.getMessage());
    }
    if (failure instanceof PinotException pinot) {
      return status(pinot.kind()).withDescription(pinot.getMessage()).withCause(pinot);
    }
    return Status.INTERNAL.withDescription("a defect of the server; its log has the rest");
  }

  private static Status status(PinotException.Kind kind) {
    return switch (kind) {
      case UNREACHABLE, PARTIAL -> Status.UNAVAILABLE;
      case TIMEOUT -> Status.DEADLINE_EXCEEDED;
      case OVERLOADED -> Status.RESOURCE_EXHAUSTED;
      case NOT_READY -> Status.FAILED_PRECONDITION;
      case REFUSED -> Status.INTERNAL;
    };
  }
}
