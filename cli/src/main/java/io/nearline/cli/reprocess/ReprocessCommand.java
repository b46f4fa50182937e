package io.nearline.cli.reprocess;

import io.nearline.cli.CommandException;
import io.nearline.cli.DurationConverter;
import io.nearline.cli.Installation;
import io.nearline.cli.InstantConverter;
import io.nearline.cli.configuration.ConfigurationCheck;
import io.nearline.cli.system.Endpoints;
import io.nearline.cli.system.RunningSystem;
import io.nearline.cli.tables.ControllerOptions;
import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.features.attribute.GenerationFile;
import io.nearline.features.definition.CatalogueLoader;
import io.nearline.process.ExitCode;
import io.nearline.schemas.controller.PinotController;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nearline reprocess}. */
@Command(
    name = "reprocess",
    description = {
      "Replay the raw events that Kafka keeps into a new generation of topics and tables, change"
          + " servers and ingest over to it, and drop the old one.",
      "",
      "For after a bug in pipelines.yaml was mended: mend it, then run this. Serving never stops."
          + " Killed at any time, it goes on where it was when it is run again. It writes"
          + " generation.yaml in the configuration, which servers and ingest must see: where they"
          + " have copies, roll the file out whenever this waits for them."
    })
public final class ReprocessCommand implements Callable<Integer> {
  @Option(
      names = "--from",
      paramLabel = "T",
      converter = InstantConverter.class,
      description =
          "The earliest raw events, by the timestamps of their records; best as long ago as the"
              + " longest window. Without it, go on with what an earlier run has begun.")
  private @Nullable Instant from;

  @Option(names = "--abandon", description = "Give up and drop what is being built.")
  private boolean abandon;

  @Option(
      names = "--config",
      paramLabel = "DIR",
      description =
          "The configuration that ingest and the servers read (default: deploy/config of the"
              + " clone).")
  private @Nullable Path configuration;

  @Mixin private RunningSystem system = new RunningSystem();

  @Option(
      names = "--metrics",
      paramLabel = "HOST:PORT",
      description =
          "Where a feature server of a cluster has its metrics; once for each. With it, --controller"
              + " and --kafka say where the others are.")
  private List<String> metrics = List.of();

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      description = "Kafka's brokers (default: as ingest.yaml says).")
  private @Nullable String kafka;

  @Option(
      names = "--grace",
      paramLabel = "D",
      defaultValue = "30s",
      converter = DurationConverter.class,
      description =
          "How long the old tables are kept once all servers have changed over, for calls in"
              + " flight (default: ${DEFAULT-VALUE}).")
  private Duration grace = Duration.ofSeconds(30);

  @Mixin private ControllerOptions controllerOptions = new ControllerOptions();

  @Spec private CommandSpec spec;

  /** Made by picocli. */
  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  public ReprocessCommand() {}

  @Override
  public Integer call() {
    if (abandon && from != null) {
      throw CommandException.usage("--from and --abandon (expected: one of them)");
    }
    Path path = configuration != null ? configuration : Installation.current().configuration();
    Map<String, String> files = ConfigurationCheck.ofSystem(path).files();
    IngestSettings ingest = IngestSettings.read(files);
    Properties properties = new Properties();
    properties.putAll(ingest.kafka());
    Addresses addresses = addresses();
    addresses
        .kafka()
        .ifPresent(
            brokers -> properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, brokers));
    properties.putIfAbsent(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:9092");
    AttributeCatalogue first = first(files);
    try (Brokers brokers = Brokers.connect(properties);
        PassedRecords records = new PassedRecords(properties)) {
      Reprocess reprocess =
          new Reprocess(
              new GenerationRecord(path),
              first,
              ingest,
              new IngestTasks(
                  path, properties.getProperty(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)),
              new Reprocess.Parts(
                  brokers,
                  records,
                  new GenerationTables(addresses.controller(), first),
                  new Servers(addresses.metrics())),
              grace,
              new Waiting(System.out));
      if (abandon) {
        reprocess.abandon();
      } else {
        reprocess.run(Optional.ofNullable(from));
      }
    }
    return ExitCode.DONE.code();
  }

  /** Where the systems are; without brokers, ingest.yaml says it. */
  private record Addresses(
      Optional<String> kafka, PinotController controller, List<String> metrics) {}

  private Addresses addresses() {
    if (!metrics.isEmpty()) {
      return new Addresses(Optional.ofNullable(kafka), controllerOptions.controller(), metrics);
    }
    for (String option : List.of("--kafka", "--controller")) {
      if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
        throw CommandException.usage(
            "--metrics: nothing (expected: HOST:PORT of each server, with " + option + ")");
      }
    }
    Endpoints endpoints = system.endpoints();
    return new Addresses(
        Optional.of(endpoints.kafka()),
        controllerOptions.controller("http://" + endpoints.pinotController()),
        List.of(endpoints.metrics()));
  }

  private static AttributeCatalogue first(Map<String, String> files) {
    Map<String, String> definitions = new HashMap<>(files);
    definitions.remove(GenerationFile.NAME);
    return CatalogueLoader.load(definitions).attributes();
  }
}
