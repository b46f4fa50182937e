package io.nearline.server;

import io.nearline.features.definition.Catalogue;
import io.nearline.features.definition.CatalogueLoader;
import io.nearline.features.problem.InvalidConfigurationException;
import io.nearline.features.problem.Problem;
import io.nearline.features.problem.Problems;
import io.nearline.process.CannotListenException;
import io.nearline.process.ConfigurationDirectoryException;
import io.nearline.process.ConfigurationFiles;
import io.nearline.process.ExitCode;
import io.nearline.process.HangUp;
import io.nearline.process.ParentPipe;
import io.nearline.server.config.PinotConnection;
import io.nearline.server.config.ServerConfiguration;
import io.nearline.server.config.ServerFile;
import io.nearline.server.pinot.PinotClientSettings;
import io.nearline.server.pinot.TlsContext;
import io.nearline.server.reload.DefinitionFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs the server: {@code --config DIR}. With {@code --check} it reads the configuration only, with
 * {@code --check-settings} of that {@code server.yaml}. SIGHUP has the definitions read again.
 * Standard output gets one line, {@code ready grpc=… metrics=…}, once it listens and Pinot has
 * every column that the catalogue needs.
 */
public final class ServerMain {
  private static final Duration GRACE = Duration.ofSeconds(5);

  private ServerMain() {}

  /** Runs until stopped; ends with an {@link ExitCode}. */
  public static void main(String[] arguments) {
    ParentPipe.watch(() -> {}, GRACE);
    try {
      run(CommandLine.parse(List.of(arguments)));
    } catch (UsageException
        | InvalidConfigurationException
        | ConfigurationDirectoryException
        | CannotListenException e) {
      exit(String.valueOf(e.getMessage()), ExitCode.USAGE);
    } catch (InterruptedException e) {
      exit("interrupted", ExitCode.FAILED);
    }
  }

  private static void run(CommandLine commandLine) throws InterruptedException {
    Map<String, String> files = ConfigurationFiles.read(commandLine.directory());
    Problems problems = new Problems();
    ServerConfiguration configuration =
        ServerFile.read(
            Optional.ofNullable(files.get(ServerFile.NAME)), commandLine.overrides(), problems);
    Optional<Catalogue> catalogue =
        commandLine.task() == CommandLine.Task.CHECK_SETTINGS
            ? Optional.empty()
            : catalogue(files, problems);
    problems.throwIfAny();
    Optional<TlsContext> tls = tls(configuration.pinot(), commandLine.directory());
    if (commandLine.task() != CommandLine.Task.SERVE) {
      return;
    }
    FeatureServer server =
        new FeatureServer(
            commandLine.directory(),
            DefinitionFiles.of(files),
            catalogue.orElseThrow(),
            configuration,
            settings(configuration, tls));
    HangUp.handle(server::reload);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "shutdown"));
    server.awaitReady();
    System.out.println(
        "ready grpc=" + server.grpcAddress() + " metrics=" + server.metricsAddress());
    Thread.currentThread().join();
  }

  private static Optional<Catalogue> catalogue(Map<String, String> files, Problems problems) {
    try {
      return Optional.of(CatalogueLoader.load(files));
    } catch (InvalidConfigurationException e) {
      e.problems().forEach(problems::add);
      return Optional.empty();
    }
  }

  private static PinotClientSettings settings(
      ServerConfiguration configuration, Optional<TlsContext> tls) {
    PinotConnection pinot = configuration.pinot();
    return new PinotClientSettings(
        pinot.brokers(),
        pinot.controller(),
        tls,
        pinot.headers(),
        pinot.connectTimeout(),
        pinot.failedBrokerPause(),
        pinot.refresh(),
        configuration.deadlines().longest());
  }

  private static Optional<TlsContext> tls(PinotConnection pinot, Path directory) {
    if (pinot.tls().isEmpty()) {
      return Optional.empty();
    }
    PinotConnection.Tls tls = pinot.tls().get();
    try {
      Optional<TlsContext.Identity> identity =
          tls.certificate()
              .map(
                  certificate ->
                      new TlsContext.Identity(
                          directory.resolve(certificate),
                          directory.resolve(tls.key().orElseThrow())));
      return Optional.of(TlsContext.read(tls.trusted().map(directory::resolve), identity));
    } catch (IOException | GeneralSecurityException e) {
      throw new InvalidConfigurationException(
          List.of(
              new Problem(
                  ServerFile.NAME, 0, "pinot.tls", String.valueOf(e), "readable PEM files")));
    }
  }

  /** Being told to stop is no failure, whatever the JVM says of signals. */
  private static void stop(FeatureServer server) {
    server.close();
    Runtime.getRuntime().halt(ExitCode.DONE.code());
  }

  private static void exit(String message, ExitCode code) {
    System.err.println(message);
    Runtime.getRuntime().exit(code.code());
  }
}
