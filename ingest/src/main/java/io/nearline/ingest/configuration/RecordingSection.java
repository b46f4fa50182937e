package io.nearline.ingest.configuration;

import io.nearline.features.yaml.YamlMapping;
import io.nearline.features.yaml.YamlScalar;
import java.time.Duration;
import java.util.Optional;

/** Reads {@code record} of {@code ingest.yaml}; every key may be absent. */
final class RecordingSection {
  private static final int MOST_ACTIONS = 100_000;
  private static final int LEAST_BYTES = 64 * 1024;
  private static final int MOST_BYTES = 64 * 1024 * 1024;
  private static final int MOST_BYTES_IN_FLIGHT = 1024 * 1024 * 1024;
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private RecordingSection() {}

  static Recording read(YamlMapping section) {
    Recording defaults = Recording.DEFAULTS;
    String topic = IngestFile.name(section, "topic").orElse(defaults.topic());
    int actions = integer(section, "max_actions", 1, MOST_ACTIONS, defaults.mostActions());
    int bytes = integer(section, "max_bytes", LEAST_BYTES, MOST_BYTES, defaults.mostBytes());
    int inFlight =
        integer(
            section,
            "max_in_flight_bytes",
            LEAST_BYTES,
            MOST_BYTES_IN_FLIGHT,
            defaults.mostBytesInFlight());
    if (inFlight < bytes) {
      section
          .place()
          .report(
              "max_in_flight_bytes " + inFlight,
              "at least max_bytes, " + bytes + ": else no large call ever fits in");
      inFlight = bytes;
    }
    Duration timeout = timeout(section).orElse(defaults.timeout());
    section.finish();
    return new Recording(topic, actions, bytes, inFlight, timeout);
  }

  private static int integer(YamlMapping section, String key, int least, int most, int orElse) {
    return section
        .scalar(key)
        .map(scalar -> scalar.integer(least, most).orElse(orElse))
        .orElse(orElse);
  }

  private static Optional<Duration> timeout(YamlMapping section) {
    Optional<YamlScalar> scalar = section.scalar("timeout");
    Optional<Duration> timeout = scalar.flatMap(YamlScalar::duration);
    if (scalar.isPresent()
        && timeout
            .filter(given -> given.compareTo(SHORTEST) < 0 || given.compareTo(LONGEST) > 0)
            .isPresent()) {
      scalar.get().place().report(scalar.get().describe(), "1s to 10m");
      return Optional.empty();
    }
    return timeout;
  }
}
