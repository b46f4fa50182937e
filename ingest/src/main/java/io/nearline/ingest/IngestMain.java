package io.nearline.ingest;

import io.nearline.features.attribute.GenerationFile;
import io.nearline.features.problem.InvalidConfigurationException;
import io.nearline.ingest.configuration.IngestDefinition;
import io.nearline.ingest.configuration.InvalidSettingException;
import io.nearline.ingest.metrics.IngestMeters;
import io.nearline.ingest.runtime.ConfigurationReload;
import io.nearline.ingest.runtime.GenerationWatch;
import io.nearline.ingest.runtime.IngestApplication;
import io.nearline.ingest.topic.GenerationRemoval;
import io.nearline.ingest.topic.KafkaUnavailableException;
import io.nearline.ingest.topic.RequiredTopic;
import io.nearline.ingest.topic.RequiredTopics;
import io.nearline.ingest.topic.TopicPreparation;
import io.nearline.ingest.topic.UnfitTopicsException;
import io.nearline.ingest.topology.IngestTopology;
import io.nearline.process.CannotListenException;
import io.nearline.process.ConfigurationDirectoryException;
import io.nearline.process.ConfigurationFiles;
import io.nearline.process.ExitCode;
import io.nearline.process.HangUp;
import io.nearline.process.ParentPipe;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs ingest as a process: prints one line beginning with {@code ready } once events are
 * processed; reads its configuration again on SIGHUP; ends with 0 on SIGTERM, or once what was
 * asked for instead of processing is done; 1 on failure, 2 on wrong options, configuration or
 * topics.
 */
public final class IngestMain {
  private static final Duration PARENT_GRACE = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(IngestMain.class);

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
    try {
      CommandLine commandLine = CommandLine.parse(arguments);
      Map<String, String> files = ConfigurationFiles.read(commandLine.configuration());
      IngestDefinition definition = commandLine.override(IngestDefinition.load(files));
      return switch (commandLine.task()) {
        case CHECK -> ExitCode.DONE;
        case PREPARE_TOPICS -> prepareTopics(definition);
        case DROP -> drop(definition);
        case PROCESS -> process(definition, commandLine, files);
      };
    } catch (UsageException e) {
      err.println(e.getMessage());
      err.println(CommandLine.USAGE);
      return ExitCode.USAGE;
    } catch (InvalidConfigurationException
        | ConfigurationDirectoryException
        | InvalidSettingException
        | CannotListenException
        | UnfitTopicsException e) {
      err.println(e.getMessage());
      return ExitCode.USAGE;
    } catch (KafkaUnavailableException e) {
      err.println(e.getMessage());
      return ExitCode.FAILED;
    } catch (RuntimeException | Error e) {
      LOG.error("ingest failed", e);
      err.println("ingest failed: " + e);
      return ExitCode.FAILED;
    }
  }

  private ExitCode prepareTopics(IngestDefinition definition) {
    for (int generation : definition.generations().written()) {
      IngestDefinition one = definition.inGeneration(generation);
      List<RequiredTopic> topics = RequiredTopics.of(one);
      TopicPreparation.prepare(topics, one.configuration());
      out.println(
          "topics are there, as they must be: "
              + topics.stream().map(RequiredTopic::name).collect(Collectors.joining(", ")));
    }
    return ExitCode.DONE;
  }

  private static ExitCode drop(IngestDefinition definition) {
    IngestDefinition dropped = definition.inGeneration(definition.generations().served());
    GenerationRemoval.remove(dropped, IngestTopology.of(dropped, IngestMeters.unread()));
    return ExitCode.DONE;
  }

  private ExitCode process(
      IngestDefinition definition, CommandLine commandLine, Map<String, String> files) {
    IngestApplication started =
        IngestApplication.start(definition, address -> out.println("ready ingest=" + address));
    application.set(started);
    if (commandLine.generation().isPresent()) {
      return awaitEnd(started);
    }
    Path directory = commandLine.configuration();
    Supplier<IngestDefinition> now =
        () -> commandLine.override(IngestDefinition.load(ConfigurationFiles.read(directory)));
    GenerationWatch watch =
        GenerationWatch.begin(directory, files.getOrDefault(GenerationFile.NAME, ""), now, started);
    try (ConfigurationReload reload = new ConfigurationReload(now, started::reload)) {
      HangUp.handle(reload::request);
      return awaitEnd(started);
    } finally {
      watch.close();
    }
  }

  private ExitCode awaitEnd(IngestApplication started) {
    boolean closed = started.awaitEnd();
    if (!closed) {
      err.println("ingest failed; the log says why");
      started.close();
    }
    return closed ? ExitCode.DONE : ExitCode.FAILED;
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
