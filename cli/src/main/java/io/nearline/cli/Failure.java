package io.nearline.cli;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.nearline.cli.configuration.ConfigurationProblemsException;
import io.nearline.features.problem.InvalidConfigurationException;
import io.nearline.process.ChildFailedException;
import io.nearline.process.ConfigurationDirectoryException;
import io.nearline.process.ExitCode;
import io.nearline.process.PortTakenException;
import io.nearline.schemas.controller.PinotControllerException;
import io.nearline.schemas.plan.RefusedPlanException;
import org.jspecify.annotations.Nullable;

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
      return problems(invalid.getMessage(), invalid.problems().size());
    }
    if (e instanceof ConfigurationProblemsException invalid) {
      return problems(invalid.getMessage(), invalid.problems().size());
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

  private static Failure problems(@Nullable String lines, int count) {
    return new Failure(
        ExitCode.USAGE, lines + "\nnearline: " + count + (count == 1 ? " problem" : " problems"));
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
