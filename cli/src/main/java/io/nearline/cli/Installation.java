package io.nearline.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The clone that the launcher script lies in.
 *
 * @param home its root directory
 */
public record Installation(Path home) {
  private static final String HOME = "nearline.home";

  /** Returns the installation that the launcher script has named. */
  public static Installation current() {
    String home = System.getProperty(HOME);
    if (home == null) {
      throw new IllegalStateException(HOME + ": nothing (expected: set by ./nearline)");
    }
    return new Installation(Path.of(home));
  }

  /** Returns the configuration directory of the sample. */
  public Path configuration() {
    return home.resolve("deploy").resolve("config");
  }

  /** Returns where {@code up} keeps its data unless told otherwise. */
  public Path defaultDirectory() {
    return home.resolve(".nearline").resolve("up");
  }

  /**
   * Returns the newest jar of a module that runs as a process.
   *
   * @throws CommandException when it isn't built
   */
  public Path jar(String module) {
    Path target = home.resolve(module).resolve("target");
    String prefix = "nearline-" + module + "-";
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(file -> isJar(file.getFileName().toString(), prefix))
          .max(Comparator.comparingLong(file -> file.toFile().lastModified()))
          .orElseThrow(() -> notBuilt(target, prefix));
    } catch (IOException e) {
      throw Files.isDirectory(target) ? new UncheckedIOException(e) : notBuilt(target, prefix);
    }
  }

  private static boolean isJar(String name, String prefix) {
    return name.startsWith(prefix)
        && name.endsWith(".jar")
        && !name.endsWith("-sources.jar")
        && !name.endsWith("-tests.jar");
  }

  private static RuntimeException notBuilt(Path target, String prefix) {
    return CommandException.failed(target + ": no " + prefix + "*.jar (expected: a built clone)");
  }
}
