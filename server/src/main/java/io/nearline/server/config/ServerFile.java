package io.nearline.server.config;

import io.nearline.features.problem.Problem;
import io.nearline.features.problem.Problems;
import io.nearline.features.yaml.StrictYaml;
import io.nearline.features.yaml.YamlMapping;
import io.nearline.features.yaml.YamlNode;
import io.nearline.features.yaml.YamlScalar;
import io.nearline.server.pinot.BrokerAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code server.yaml}. Every key may be left out, but Pinot's address must be known. */
public final class ServerFile {
  /** The file's name in a configuration directory. */
  public static final String NAME = "server.yaml";

  private static final int MOST = 10_000_000;
  private static final int MOST_IN_FLIGHT = 10_000;

  private final Overrides overrides;
  private final Problems problems;

  private ServerFile(Overrides overrides, Problems problems) {
    this.overrides = overrides;
    this.problems = problems;
  }

  /**
   * Reads the file's text.
   *
   * @param text the content; blank or absent: all defaults
   * @param overrides what counts more than the file
   * @param problems where problems go; where there are some, the result is not to be used
   */
  public static ServerConfiguration read(
      Optional<String> text, Overrides overrides, Problems problems) {
    Optional<YamlMapping> root =
        text.filter(content -> content.lines().anyMatch(ServerFile::saysSomething))
            .flatMap(content -> StrictYaml.parse(NAME, content, problems));
    return new ServerFile(overrides, problems).read(root);
  }

  private static boolean saysSomething(String line) {
    return !line.isBlank() && !line.stripLeading().startsWith("#");
  }

  private ServerConfiguration read(Optional<YamlMapping> root) {
    Endpoint grpc = endpoint(section(root, "grpc"), 9090);
    Endpoint metrics = endpoint(section(root, "metrics"), 9464);
    PinotConnection pinot = pinot(section(root, "pinot"));
    Limits limits = limits(section(root, "limits"));
    Deadlines deadlines = deadlines(section(root, "deadlines"));
    Coalescing coalescing = coalescing(root);
    Heartbeats heartbeats =
        section(root, "heartbeats").map(HeartbeatsSection::read).orElse(Heartbeats.DEFAULTS);
    root.ifPresent(YamlMapping::finish);
    return new ServerConfiguration(
        new Endpoint(
            overrides.host().orElse(grpc.host()), overrides.grpcPort().orElse(grpc.port())),
        new Endpoint(
            overrides.host().orElse(metrics.host()),
            overrides.metricsPort().orElse(metrics.port())),
        pinot,
        limits,
        coalescing,
        deadlines,
        heartbeats);
  }

  private static Optional<YamlMapping> section(Optional<YamlMapping> root, String key) {
    return root.flatMap(mapping -> mapping.mapping(key));
  }

  private static Endpoint endpoint(Optional<YamlMapping> section, int port) {
    Endpoint endpoint =
        new Endpoint(
            section.flatMap(mapping -> mapping.string("host")).orElse("127.0.0.1"),
            integer(section, "port", 0, 65_535, port));
    section.ifPresent(YamlMapping::finish);
    return endpoint;
  }

  private PinotConnection pinot(Optional<YamlMapping> section) {
    List<BrokerAddress> brokers =
        section
            .flatMap(mapping -> mapping.sequence("brokers"))
            .map(sequence -> sequence.read(ServerFile::address))
            .orElse(List.of());
    Optional<BrokerAddress> controller =
        section.flatMap(mapping -> mapping.scalar("controller")).flatMap(ServerFile::address);
    boolean brokersWritten = section.flatMap(mapping -> mapping.node("brokers")).isPresent();
    boolean controllerWritten = section.flatMap(mapping -> mapping.node("controller")).isPresent();
    if (overrides.namePinot()) {
      brokers = overrides.brokers();
      controller = overrides.controller();
    } else if (brokersWritten == controllerWritten || (brokersWritten && brokers.isEmpty())) {
      reportAddress(section, brokersWritten && controllerWritten);
    }
    PinotConnection connection =
        new PinotConnection(
            brokers,
            controller,
            section.flatMap(mapping -> mapping.mapping("tls")).map(ServerFile::tls),
            section
                .flatMap(mapping -> mapping.mapping("headers"))
                .map(ServerFile::headers)
                .orElse(Map.of()),
            duration(section, "connect_timeout", Duration.ofSeconds(1)),
            duration(section, "failed_broker_pause", Duration.ofSeconds(2)),
            duration(section, "refresh", Duration.ofSeconds(10)));
    section.ifPresent(YamlMapping::finish);
    return connection;
  }

  private void reportAddress(Optional<YamlMapping> section, boolean both) {
    String value = both ? "brokers and controller" : "";
    String expectation = "brokers (a list of host:port) or controller (host:port)";
    if (section.isPresent()) {
      section.get().place().report(value, expectation);
    } else {
      problems.add(new Problem(NAME, 0, "pinot", value, expectation));
    }
  }

  private static PinotConnection.Tls tls(YamlMapping mapping) {
    PinotConnection.Tls tls =
        new PinotConnection.Tls(
            mapping.string("trusted").map(Path::of),
            mapping.string("certificate").map(Path::of),
            mapping.string("key").map(Path::of));
    mapping.finish();
    if (tls.certificate().isPresent() != tls.key().isPresent()) {
      mapping
          .place()
          .report(tls.key().isPresent() ? "key" : "certificate", "certificate and key, or neither");
    }
    return tls;
  }

  private static Map<String, String> headers(YamlMapping mapping) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Map.Entry<String, YamlNode> entry : mapping.entries().entrySet()) {
      if (entry.getValue() instanceof YamlScalar scalar) {
        scalar.string().ifPresent(value -> headers.put(entry.getKey(), value));
      } else {
        entry.getValue().place().report(entry.getValue().describe(), "a header's value");
      }
    }
    return headers;
  }

  private static Optional<BrokerAddress> address(YamlScalar scalar) {
    try {
      return Optional.of(BrokerAddress.parse(scalar.text()));
    } catch (IllegalArgumentException e) {
      scalar.place().report(scalar.describe(), "host:port");
      return Optional.empty();
    }
  }

  private static Limits limits(Optional<YamlMapping> section) {
    Limits defaults = Limits.DEFAULTS;
    int least = integer(section, "least_in_flight", 1, MOST_IN_FLIGHT, defaults.leastInFlight());
    int most =
        integer(
            section, "most_in_flight", 1, MOST_IN_FLIGHT, Math.max(least, defaults.mostInFlight()));
    if (most < least) {
      section.ifPresent(
          mapping ->
              mapping
                  .place()
                  .report(
                      "least_in_flight " + least + ", most_in_flight " + most,
                      "least_in_flight <= most_in_flight"));
    }
    Limits limits =
        new Limits(
            integer(section, "entities", 1, MOST, defaults.entities()),
            integer(section, "keys_per_statement", 1, 100_000, defaults.keysPerStatement()),
            integer(section, "statement_characters", 1, MOST, defaults.statementCharacters()),
            integer(section, "rows", 1, MOST, defaults.rows()),
            integer(section, "rows_of_call", 1, MOST, defaults.rowsOfCall()),
            integer(section, "groups", 1, MOST, defaults.groups()),
            least,
            Math.max(least, most),
            integer(section, "waiting_calls", 1, MOST, defaults.waitingCalls()),
            integer(section, "waiting_entities", 1, MOST, defaults.waitingEntities()),
            integer(section, "listings", 1, MOST_IN_FLIGHT, defaults.listings()));
    section.ifPresent(YamlMapping::finish);
    return limits;
  }

  private static Coalescing coalescing(Optional<YamlMapping> root) {
    Optional<YamlScalar> written = root.flatMap(mapping -> mapping.scalar("coalescing"));
    if (written.isEmpty() || written.get().text().equals("on")) {
      return Coalescing.ON;
    }
    if (!written.get().text().equals("off")) {
      written.get().place().report(written.get().describe(), "on or off");
    }
    return Coalescing.OFF;
  }

  private static Deadlines deadlines(Optional<YamlMapping> section) {
    Duration standard = duration(section, "default", Deadlines.DEFAULTS.standard());
    Duration longest = duration(section, "longest", Deadlines.DEFAULTS.longest());
    section.ifPresent(YamlMapping::finish);
    if (longest.compareTo(standard) >= 0) {
      return new Deadlines(standard, longest);
    }
    section.ifPresent(
        mapping ->
            mapping
                .place()
                .report(
                    "default " + standard.toMillis() + "ms, longest " + longest.toMillis() + "ms",
                    "default <= longest"));
    return Deadlines.DEFAULTS;
  }

  private static int integer(
      Optional<YamlMapping> section, String key, int least, int most, int standard) {
    return section
        .flatMap(mapping -> mapping.scalar(key))
        .map(scalar -> scalar.integer(least, most).orElse(standard))
        .orElse(standard);
  }

  private static Duration duration(Optional<YamlMapping> section, String key, Duration standard) {
    return section
        .flatMap(mapping -> mapping.scalar(key))
        .flatMap(YamlScalar::duration)
        .orElse(standard);
  }
}
