package io.nearline.stack;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the command line says.
 *
 * @param directory where everything is kept
 * @param basePort the first of the stack's ports
 * @param sasl the only user of a listener that asks for a password, if there is to be one
 * @param tls the key of a listener that asks for the same password over TLS, if there is to be one:
 *     a PKCS12 store, whose password is the user's
 */
record StackOptions(Path directory, int basePort, Optional<SaslUser> sasl, Optional<Path> tls) {
  private static final Set<String> OPTIONS = Set.of("--dir", "--base-port", "--sasl", "--tls");

  static final int DEFAULT_BASE_PORT = 19_000;
  static final String USAGE =
      "usage: local-stack --dir DIR [--base-port PORT] [--sasl USER:PASSWORD [--tls KEYSTORE]]";

  private static final int HIGHEST_BASE_PORT = 65_536 - StackPorts.COUNT;

  StackOptions {
    if (basePort < 1 || basePort > HIGHEST_BASE_PORT) {
      throw new UsageException(
          "--base-port: " + basePort + " (expected: 1 to " + HIGHEST_BASE_PORT + ")");
    }
    if (tls.isPresent() && sasl.isEmpty()) {
      throw new UsageException("--tls: without --sasl (expected: both)");
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
    Optional<SaslUser> sasl = Optional.empty();
    Optional<Path> tls = Optional.empty();
    for (int i = 0; i < arguments.size(); i += 2) {
      String option = arguments.get(i);
      if (!OPTIONS.contains(option)) {
        throw new UsageException(option + ": no such option; " + USAGE);
      }
      if (i + 1 == arguments.size()) {
        throw new UsageException(option + ": has no value; " + USAGE);
      }
      String value = arguments.get(i + 1);
      switch (option) {
        case "--dir" -> directory = Path.of(value);
        case "--sasl" -> sasl = Optional.of(SaslUser.parse(value));
        case "--tls" -> tls = Optional.of(Path.of(value).toAbsolutePath());
        default -> basePort = port(value);
      }
    }
    if (directory == null) {
      throw new UsageException("--dir: missing; " + USAGE);
    }
    return new StackOptions(directory, basePort, sasl, tls);
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
