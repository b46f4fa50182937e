package io.nearline.cli.system;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Which system to start.
 *
 * @param directory where its data and logs are
 * @param configuration its configuration directory
 * @param basePort the first of its ports; empty: the one that the directory was made with, else
 *     {@link SystemPorts#DEFAULT_BASE}
 */
public record SystemOptions(Path directory, Path configuration, Optional<Integer> basePort) {
  /** Makes the paths absolute, since children get them too. */
  public SystemOptions {
    directory = directory.toAbsolutePath().normalize();
    configuration = configuration.toAbsolutePath().normalize();
  }

  /** Returns the directory of the local stack. */
  Path stackDirectory() {
    return directory.resolve("stack");
  }
}
