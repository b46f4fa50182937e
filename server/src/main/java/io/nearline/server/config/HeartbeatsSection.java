package io.nearline.server.config;

import io.nearline.features.yaml.YamlMapping;
import io.nearline.features.yaml.YamlScalar;
import io.nearline.server.config.Heartbeats.Mode;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Reads what {@code server.yaml} says of heartbeats. */
final class HeartbeatsSection {
  private HeartbeatsSection() {}

  /** Reads the section; problems are reported to its place. */
  static Heartbeats read(YamlMapping section) {
    Heartbeats defaults = Heartbeats.DEFAULTS;
    Heartbeats heartbeats =
        new Heartbeats(
            section.scalar("mode").flatMap(HeartbeatsSection::mode).orElse(defaults.mode()),
            duration(section, "every", defaults.every()),
            duration(section, "silent_after", defaults.silentAfter()));
    section.finish();
    return heartbeats;
  }

  private static Optional<Mode> mode(YamlScalar scalar) {
    Optional<Mode> mode =
        Arrays.stream(Mode.values())
            .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(scalar.text()))
            .findFirst();
    if (mode.isEmpty()) {
      scalar.place().report(scalar.describe(), "auto, required or off");
    }
    return mode;
  }

  private static Duration duration(YamlMapping section, String key, Duration standard) {
    return section.scalar(key).flatMap(YamlScalar::duration).orElse(standard);
  }
}
