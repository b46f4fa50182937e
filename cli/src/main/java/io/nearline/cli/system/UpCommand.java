package io.nearline.cli.system;

import io.nearline.cli.Installation;
import io.nearline.cli.configuration.ConfigurationDirectory;
import io.nearline.process.ChildProcess;
import io.nearline.process.ExitCode;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code nearline up}. */
@Command(
    name = "up",
    description = {
      "Start Kafka, Pinot, ingest and the server on this machine, and stay until told to end.",
      "",
      "Prints one line 'ready' with the addresses once all is up, and writes them to"
          + " DATA/endpoints.json. What is stored is kept: a later start on the same directory goes"
          + " on from there."
    })
public final class UpCommand implements Callable<Integer> {
  @Option(
      names = "--dir",
      paramLabel = "DATA",
      description = "Where data and logs are (default: .nearline/up of the clone).")
  private @Nullable Path directory;

  @Option(
      names = "--base-port",
      paramLabel = "P",
      description =
          "The first port: P feature service, P+1 ingest, P+2 and P+3 their metrics, P+10 Kafka,"
              + " P+13 and P+14 Pinot's controller and broker (default: 19090, or those of the directory).")
  private @Nullable Integer basePort;

  @Mixin private ConfigurationDirectory configuration = new ConfigurationDirectory();

  /** Made by picocli. */
  public UpCommand() {}

  @Override
  public Integer call() {
    Installation installation = Installation.current();
    SystemOptions options =
        new SystemOptions(
            directory != null ? directory : installation.defaultDirectory(),
            configuration.path(),
            Optional.ofNullable(basePort));
    LocalSystem system = LocalSystem.prepare(options, UpCommand::say);
    say("starting Kafka, Pinot, ingest and the server in " + options.directory());
    StopHook hook = StopHook.install(system::close, ExitCode.DONE);
    ChildProcess ended;
    try {
      announce(system.start(), system);
      system.tellOfReloads();
      ended = system.firstEnd().join();
    } finally {
      hook.disarm();
      system.close();
    }
    say(
        "%s ended with code %d, its log is %s"
            .formatted(ended.name(), ended.exit().join(), ended.log()));
    return ExitCode.FAILED.code();
  }

  private static void announce(Endpoints endpoints, LocalSystem system) {
    System.out.println(
        String.format(
            Locale.ROOT,
            "ready grpc=%s ingestGrpc=%s metrics=%s ingestMetrics=%s kafka=%s"
                + " pinotBroker=%s pinotController=%s",
            endpoints.grpc(),
            endpoints.ingestGrpc(),
            endpoints.metrics(),
            endpoints.ingestMetrics(),
            endpoints.kafka(),
            endpoints.pinotBroker(),
            endpoints.pinotController()));
    say(
        String.format(
            Locale.ROOT, "up after %.1f s; Ctrl-C ends it", system.age().toMillis() / 1e3));
  }

  private static void say(String line) {
    System.err.println(line);
  }
}
