package io.nearline.ingest.configuration;

import io.nearline.features.yaml.YamlMapping;
import io.nearline.features.yaml.YamlNode;
import io.nearline.features.yaml.YamlScalar;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads {@code ingest.yaml}; every key may be absent. */
public final class IngestFile {
  /** The file's name in a configuration directory. */
  public static final String NAME = "ingest.yaml";

  /** What exactly-once and the application's id hang on; not for users to set. */
  private static final Set<String> OURS =
      Set.of(
          "application.id",
          "processing.guarantee",
          "isolation.level",
          "group.id",
          "transactional.id",
          "enable.auto.commit",
          "enable.idempotence",
          "acks");

  private static final String NAMES = "[A-Za-z0-9._-]{1,200}";
  private static final String OFF = "off";
  private static final int MOST_PARTITIONS = 10_000;
  private static final int MOST_THREADS = 1024;
  private static final long MOST_STATE_MEMORY = 1L << 40;

  private final YamlMapping root;

  private IngestFile(YamlMapping root) {
    this.root = root;
  }

  /** Reads the root of the file; problems are reported to its place. */
  public static IngestConfiguration read(YamlMapping root) {
    IngestConfiguration configuration = new IngestFile(root).read();
    root.finish();
    return configuration;
  }

  private IngestConfiguration read() {
    IngestConfiguration defaults = IngestConfiguration.DEFAULTS;
    return new IngestConfiguration(
        name("application_id").orElse(defaults.applicationId()),
        kafka(defaults.kafka()),
        integer("partitions", 1, MOST_PARTITIONS).orElse(defaults.partitions()),
        integer("replication", 1, Short.MAX_VALUE),
        root.scalar("create_topics").flatMap(YamlScalar::bool).orElse(defaults.createTopics()),
        duration("raw_retention").orElse(defaults.rawRetention()),
        root.string("state_directory").map(Path::of).orElse(defaults.stateDirectory()),
        duration("deduplication_horizon").orElse(defaults.deduplicationHorizon()),
        duration("future_tolerance").orElse(defaults.futureTolerance()),
        processing(defaults.processing()),
        heartbeatInterval(defaults.heartbeatInterval()),
        root.string("bind").orElse(defaults.bind()),
        integer("port", 0, 65_535).orElse(defaults.port()),
        integer("metrics_port", 0, 65_535).orElse(defaults.metricsPort()),
        name("dead_letter_topic").orElse(defaults.deadLetterTopic()),
        root.mapping("record").map(RecordingSection::read).orElse(defaults.recording()));
  }

  private Processing processing(Processing defaults) {
    Optional<YamlScalar> guarantee = root.scalar("processing_guarantee");
    Optional<Guarantee> known = guarantee.map(YamlScalar::text).flatMap(Guarantee::of);
    if (guarantee.isPresent() && known.isEmpty()) {
      guarantee.get().place().report(guarantee.get().describe(), "exactly_once or at_least_once");
    }
    return new Processing(
        known.orElse(defaults.guarantee()),
        duration("commit_interval").orElse(defaults.commitInterval()),
        integer("threads", 1, MOST_THREADS).orElse(defaults.threads()),
        root.scalar("state_memory")
            .map(
                scalar ->
                    scalar
                        .longInteger(Processing.LEAST_STATE_MEMORY, MOST_STATE_MEMORY)
                        .orElse(defaults.stateMemory()))
            .orElse(defaults.stateMemory()));
  }

  private Optional<String> name(String key) {
    return name(root, key);
  }

  /** Returns a topic's or an application's name. */
  static Optional<String> name(YamlMapping mapping, String key) {
    Optional<YamlScalar> scalar = mapping.scalar(key);
    scalar
        .filter(s -> !s.text().matches(NAMES))
        .ifPresent(s -> s.place().report(s.describe(), "letters, digits, '.', '_' and '-'"));
    return scalar.map(YamlScalar::text);
  }

  private OptionalInt integer(String key, int least, int most) {
    return root.scalar(key).map(scalar -> scalar.integer(least, most)).orElse(OptionalInt.empty());
  }

  private Optional<Duration> duration(String key) {
    return root.scalar(key).flatMap(YamlScalar::duration);
  }

  private Optional<Duration> heartbeatInterval(Optional<Duration> standard) {
    Optional<YamlScalar> written = root.scalar("heartbeat_interval");
    if (written.isEmpty()) {
      return standard;
    }
    return written.get().text().equals(OFF) ? Optional.empty() : written.get().duration("or off");
  }

  private Map<String, String> kafka(Map<String, String> defaults) {
    Map<String, String> properties = new HashMap<>(defaults);
    Optional<YamlMapping> mapping = root.mapping("kafka");
    for (Map.Entry<String, YamlNode> entry :
        mapping.map(YamlMapping::entries).orElse(Map.of()).entrySet()) {
      YamlNode node = entry.getValue();
      if (OURS.contains(entry.getKey())) {
        node.place().report(entry.getKey(), "another property: ingest sets this one itself");
      } else if (node instanceof YamlScalar scalar) {
        properties.put(entry.getKey(), scalar.text());
      } else {
        node.place().report(node.describe(), "a single value");
      }
    }
    return properties;
  }
}
