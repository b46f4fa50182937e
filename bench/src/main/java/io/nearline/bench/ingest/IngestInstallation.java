package io.nearline.bench.ingest;

import io.nearline.cli.Installation;
import io.nearline.process.ChildProcess;
import io.nearline.process.ConfigurationFiles;
import io.nearline.process.JavaCommand;
import io.nearline.process.LargePages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Starts ingest, as one of two applications that differ in their guarantee only. */
final class IngestInstallation {
  /** The options of ingest's JVM: those of {@code ./nearline ingest}. */
  static final List<String> OPTIONS =
      Stream.concat(
              Stream.of("-Xmx512m", "-XX:NewRatio=1", "-XX:+UseSerialGC"),
              LargePages.options().stream())
          .toList();

  private static final Duration START = Duration.ofMinutes(5);
  private static final String FILE = "ingest.yaml";

  private final Installation installation;
  private final Path configuration;
  private final Path directory;
  private final String kafka;

  /** What an application promises; its name is its application's too. */
  enum Application {
    EXACTLY_ONCE("exactly_once"),
    AT_LEAST_ONCE("at_least_once");

    private final String guarantee;

    Application(String guarantee) {
      this.guarantee = guarantee;
    }

    String id() {
      return "bench-" + guarantee;
    }
  }

  /**
   * Prepares.
   *
   * @param configuration the directory that both are configured by
   * @param directory where the stores, the second configuration and the logs go
   * @param kafka its address
   */
  IngestInstallation(Installation installation, Path configuration, Path directory, String kafka) {
    this.installation = installation;
    this.configuration = configuration;
    this.directory = directory;
    this.kafka = kafka;
  }

  /** Makes the topics. */
  void makeTopics() {
    try (ChildProcess process =
        ChildProcess.start("topics", command(Application.EXACTLY_ONCE, "--topics"), log())) {
      process.awaitDone(START);
    }
  }

  /** Starts an application, and waits until it processes; its stores are as it left them. */
  ChildProcess start(Application application) {
    ChildProcess process = ChildProcess.start(application.id(), command(application), log());
    try {
      process.awaitLine("ready ingest=", START);
      return process;
    } catch (RuntimeException e) {
      process.close();
      throw e;
    }
  }

  private Path log() {
    return directory.resolve("logs").resolve("ingest.log");
  }

  private JavaCommand command(Application application, String... task) {
    Path state = directory.resolve("state").resolve(application.id());
    return new JavaCommand(
        installation.jar("ingest"),
        "io.nearline.ingest.IngestMain",
        OPTIONS,
        Stream.concat(
                Stream.of(
                    "--config",
                    variant(application).toString(),
                    "--kafka",
                    kafka,
                    "--state-dir",
                    state.toString(),
                    "--port",
                    "0"),
                Stream.of(task))
            .toList());
  }

  private Path variant(Application application) {
    Path variant = directory.resolve("configurations").resolve(application.id());
    try {
      for (Map.Entry<String, String> file : ConfigurationFiles.read(configuration).entrySet()) {
        Path path = variant.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.writeString(path, text(application, file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return variant;
  }

  private static String text(Application application, Map.Entry<String, String> file) {
    return file.getKey().equals(FILE)
        ? file.getValue()
            + "application_id: "
            + application.id()
            + "\nprocessing_guarantee: "
            + application.guarantee
            + "\n"
        : file.getValue();
  }
}
