package io.nearline.ingest;

import io.nearline.features.problem.InvalidConfigurationException;
import io.nearline.ingest.configuration.IngestDefinition;
import io.nearline.ingest.runtime.IngestApplication;
import io.nearline.ingest.topic.KafkaUnavailableException;
import io.nearline.ingest.topic.UnfitTopicsException;
import io.nearline.process.CannotListenException;
import io.nearline.process.ConfigurationDirectoryException;
import io.nearline.process.ConfigurationFiles;
import io.nearline.process.ExitCode;
import io.nearline.process.ParentPipe;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Runs ingest as a process: prints one line beginning with {@code ready } once events are
 * processed; ends with 0 on SIGTERM, 1 on failure, 2 on wrong options, configuration or topics.
 */
public final class IngestMain {
  private static final Duration PARENT_GRACE = Duration.ofSeconds(5);

  private final AtomicReference<@Nullable IngestApplication> application = new AtomicReference<>();
  private final PrintStream out;
  private final PrintStream err;

  IngestMain(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Runs until it is told to stop. */
  public static void main(String[] arguments) {
    IngestMain main = new IngestMain(System.out, System.err);
    ParentPipe.watch(main::stop, PARENT_GRACE);
    Runtime.getRuntime().addShutdownHook(new Thread(main::stopOnSignal, "stop"));
    Runtime.getRuntime().halt(main.run(arguments).code());
  }

  /** Runs until it ends; returns how. */
  ExitCode run(String... arguments) {
    IngestDefinition definition;
    try {
      CommandLine commandLine = CommandLine.parse(arguments);
      IngestDefinition loaded =
          IngestDefinition.load(ConfigurationFiles.read(commandLine.configuration()));
      definition = loaded.with(commandLine.override(loaded.configuration()));
    } catch (InvalidConfigurationException | ConfigurationDirectoryException e) {
      err.println(e.getMessage());
      return ExitCode.USAGE;
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
      err.println(CommandLine.USAGE);
      return ExitCode.USAGE;
    }
    return run(definition);
  }

  private ExitCode run(IngestDefinition definition) {
    try {
      IngestApplication started =
          IngestApplication.start(definition, address -> out.println("ready ingest=" + address));
      application.set(started);
      boolean closed = started.awaitEnd();
      if (!closed) {
        err.println("ingest failed; the log says why");
        started.close();
      }
      return closed ? ExitCode.DONE : ExitCode.FAILED;
    } catch (CannotListenException | UnfitTopicsException e) {
      err.println(e.getMessage());
      return ExitCode.USAGE;
    } catch (KafkaUnavailableException e) {
      err.println(e.getMessage());
      return ExitCode.FAILED;
    }
  }

  private void stop() {
    IngestApplication started = application.get();
    if (started != null) {
      started.close();
    }
  }

  private void stopOnSignal() {
    stop();
    Runtime.getRuntime().halt(ExitCode.DONE.code());
  }
}
