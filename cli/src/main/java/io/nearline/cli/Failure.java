package io.nearline.cli;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.nearline.features.problem.InvalidConfigurationException;
import io.nearline.process.ChildFailedException;
import io.nearline.process.ConfigurationDirectoryException;
import io.nearline.process.ExitCode;
import io.nearline.process.PortTakenException;
import io.nearline.schemas.controller.PinotControllerException;
import io.nearline.schemas.plan.RefusedPlanException;

/**
 * How an exception ends a command: the only place that knows which is whose fault.
 *
 * @param code the exit code
 * @param message what the user is told; may have several lines
 */
record Failure(ExitCode code, String message) {

  static Failure of(Throwable e) {
    if (e instanceof CommandException command) {
      return new Failure(command.code(), "nearline: " + command.getMessage());
    }
    if (e instanceof InvalidConfigurationException invalid) {
      int count = invalid.problems().size();
      return new Failure(
          ExitCode.USAGE,
          invalid.getMessage() + "\nnearline: " + count + (count == 1 ? " problem" : " problems"));
    }
    if (e instanceof ConfigurationDirectoryException || e instanceof PortTakenException) {
      return new Failure(ExitCode.USAGE, "nearline: " + e.getMessage());
    }
    if (e instanceof RefusedPlanException) {
      return new Failure(ExitCode.USAGE, "nearline: " + e.getMessage());
    }
    if (e instanceof ChildFailedException || e instanceof PinotControllerException) {
      return new Failure(ExitCode.FAILED, "nearline: " + e.getMessage());
    }
    if (e instanceof StatusRuntimeException status) {
      return new Failure(code(status.getStatus()), "nearline: " + text(status.getStatus()));
    }
    return new Failure(
        ExitCode.FAILED, "nearline: unexpected: " + e + " (--debug shows where it comes from)");
  }

  private static ExitCode code(Status status) {
    return switch (status.getCode()) {
      case INVALID_ARGUMENT, NOT_FOUND, OUT_OF_RANGE -> ExitCode.USAGE;
      default -> ExitCode.FAILED;
    };
  }

  private static String text(Status status) {
    String description = status.getDescription();
    Throwable cause = status.getCause();
    return status.getCode()
        + (description == null ? "" : ": " + description)
        + (cause == null || cause.getMessage() == null ? "" : ": " + cause.getMessage());
  }
}
