package io.nearline.stack;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the command line says.
 *
 * @param directory where everything is kept
 * @param basePort the first of the stack's ports
 */
record StackOptions(Path directory, int basePort) {
  static final int DEFAULT_BASE_PORT = 19_000;
  static final String USAGE = "usage: local-stack --dir DIR [--base-port PORT]";

  private static final int HIGHEST_BASE_PORT = 65_536 - StackPorts.COUNT;

  StackOptions {
    if (basePort < 1 || basePort > HIGHEST_BASE_PORT) {
      throw new UsageException(
          "--base-port: " + basePort + " (expected: 1 to " + HIGHEST_BASE_PORT + ")");
    }
    directory = directory.toAbsolutePath().normalize();
  }

  /**
   * Reads the command line.
   *
   * @throws UsageException if it isn't as {@link #USAGE} says
   */
  static StackOptions parse(List<String> arguments) {
    @Nullable Path directory = null;
    int basePort = DEFAULT_BASE_PORT;
    for (int i = 0; i < arguments.size(); i += 2) {
      String option = arguments.get(i);
      if (!option.equals("--dir") && !option.equals("--base-port")) {
        throw new UsageException(option + ": no such option; " + USAGE);
      }
      if (i + 1 == arguments.size()) {
        throw new UsageException(option + ": has no value; " + USAGE);
      }
      String value = arguments.get(i + 1);
      if (option.equals("--dir")) {
        directory = Path.of(value);
      } else {
        basePort = port(value);
      }
    }
    if (directory == null) {
      throw new UsageException("--dir: missing; " + USAGE);
    }
    return new StackOptions(directory, basePort);
  }

  private static int port(String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new UsageException(
          "--base-port: " + value + " (expected: a number from 1 to " + HIGHEST_BASE_PORT + ")");
    }
  }
}
