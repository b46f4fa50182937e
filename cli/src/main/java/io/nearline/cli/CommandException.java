package io.nearline.cli;

import io.nearline.process.ExitCode;
import org.jspecify.annotations.Nullable;

/** Ends a command with a message for its user, and an exit code. */
public final class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode code;

  private CommandException(ExitCode code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** It was attempted and failed. */
  public static CommandException failed(String message) {
    return new CommandException(ExitCode.FAILED, message, null);
  }

  /** It was attempted and failed, because of {@code cause}. */
  public static CommandException failed(String message, Throwable cause) {
    return new CommandException(ExitCode.FAILED, message, cause);
  }

  /** It was not attempted: what the user gave doesn't allow it. */
  public static CommandException usage(String message) {
    return new CommandException(ExitCode.USAGE, message, null);
  }

  /** Returns how the command ends. */
  public ExitCode code() {
    return code;
  }
}
