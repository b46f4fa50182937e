package io.nearline.cli.configuration;

import io.nearline.cli.Installation;
import io.nearline.process.JavaCommand;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A process of Nearline that has files of its own in the configuration directory.
 *
 * @param module its module, and what it is called in messages
 * @param mainClass the binary name of its main class
 * @param files its own files, of which some may be missing
 * @param options those that make it read its files, and connect to nothing
 */
record Part(String module, String mainClass, List<String> files, List<String> options) {
  private static final List<String> SHORT_LIVED =
      List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  /**
   * All parts, in the order of their files' names. The server is often told its Pinot by option.
   */
  static final List<Part> ALL =
      List.of(
          new Part(
              "ingest",
              "io.nearline.ingest.IngestMain",
              List.of("ingest.yaml", "pipelines.yaml"),
              List.of("--check")),
          new Part(
              "server",
              "io.nearline.server.ServerMain",
              List.of("server.yaml"),
              List.of("--check-settings", "--pinot-broker", "127.0.0.1:8099")));

  Part {
    files = List.copyOf(files);
    options = List.copyOf(options);
  }

  /** Returns whether one of its own files is among those of a directory. */
  boolean hasFile(Set<String> paths) {
    return files.stream().anyMatch(paths::contains);
  }

  /** Returns the command by which it reads a configuration, and connects to nothing. */
  JavaCommand check(Installation installation, Path directory) {
    return new JavaCommand(
        installation.jar(module),
        mainClass,
        SHORT_LIVED,
        Stream.concat(
                Stream.of("--config", directory.toAbsolutePath().toString()), options.stream())
            .toList());
  }
}
