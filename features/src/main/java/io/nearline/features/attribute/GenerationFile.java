package io.nearline.features.attribute;

import io.nearline.features.problem.Problems;
import io.nearline.features.yaml.StrictYaml;
import io.nearline.features.yaml.YamlMapping;
import io.nearline.features.yaml.YamlScalar;
import io.nearline.features.yaml.YamlSequence;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;

/**
 * Reads and writes {@value #NAME}, the one small file by which server and ingest change over from
 * one generation to another.
 */
public final class GenerationFile {
  /** The file's name in a configuration directory. */
  public static final String NAME = "generation.yaml";

  private static final int MOST = 1_000_000;

  private GenerationFile() {}

  /**
   * Reads the file; {@link Generations#FIRST} without one.
   *
   * @param files the texts of a configuration directory, by path
   */
  public static Generations read(Map<String, String> files, Problems problems) {
    return Optional.ofNullable(files.get(NAME))
        .flatMap(text -> StrictYaml.parse(NAME, text, problems))
        .map(GenerationFile::read)
        .orElse(Generations.FIRST);
  }

  private static Generations read(YamlMapping root) {
    OptionalInt served = OptionalInt.empty();
    if (root.require("generation", "the number of the generation that is served")) {
      served = root.scalar("generation").map(GenerationFile::number).orElse(OptionalInt.empty());
    }
    Collection<Integer> written =
        root.sequence("writing")
            .map(sequence -> written(sequence))
            .orElse(served.isPresent() ? List.of(served.getAsInt()) : List.of());
    OptionalInt last = root.scalar("last").map(GenerationFile::number).orElse(OptionalInt.empty());
    Optional<Instant> from = root.scalar("from").flatMap(GenerationFile::instant);
    root.finish();
    if (served.isEmpty()) {
      return Generations.FIRST;
    }
    if (!written.contains(served.getAsInt())) {
      root.place()
          .report(
              "writing " + written,
              served.getAsInt() + " among them: what is served must be written");
      return Generations.only(served.getAsInt());
    }
    int highest = new TreeSet<>(written).last();
    if (last.isPresent() && last.getAsInt() < highest) {
      root.place().report("last " + last.getAsInt(), "at least " + highest);
    }
    return Generations.of(
        served.getAsInt(), written, Math.max(highest, last.orElse(highest)), from);
  }

  private static Collection<Integer> written(YamlSequence sequence) {
    return sequence.read(
        scalar -> {
          OptionalInt number = number(scalar);
          return number.isPresent() ? Optional.of(number.getAsInt()) : Optional.empty();
        });
  }

  private static OptionalInt number(YamlScalar scalar) {
    return scalar.integer(1, MOST);
  }

  private static Optional<Instant> instant(YamlScalar scalar) {
    try {
      return Optional.of(OffsetDateTime.parse(scalar.text()).toInstant());
    } catch (DateTimeException e) {
      scalar.place().report(scalar.describe(), "an instant such as 2026-01-31T12:00:00Z");
      return Optional.empty();
    }
  }

  /** Returns the text of the file. */
  public static String text(Generations generations) {
    StringBuilder text =
        new StringBuilder(
            "# Written by ./nearline reprocess: which generation of the tables counts.\n");
    text.append("generation: ").append(generations.served()).append("   # served\n");
    if (generations.written().size() > 1) {
      text.append("writing: ").append(generations.written()).append('\n');
    }
    generations.from().ifPresent(from -> text.append("from: ").append(from).append('\n'));
    text.append("last: ").append(generations.last()).append("   # no number is given twice\n");
    return text.toString();
  }
}
