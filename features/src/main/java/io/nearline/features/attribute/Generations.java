package io.nearline.features.attribute;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which generations of the tables there are. Each has tables and topics of its own, so that one can
 * be written anew from raw events while another is served. Those of the first have the names that
 * {@code attributes.yaml} says; those of generation 2 have {@code _g2} behind, and so on.
 *
 * @param served the one that the server asks
 * @param written those that ingest writes, {@code served} among them
 * @param last the highest number that was ever given: none is given twice, since local stores and
 *     Kafka's groups outlive their topics
 * @param from of the one that is built anew, the earliest raw events that it is made of; empty when
 *     none is
 */
public record Generations(
    int served, SortedSet<Integer> written, int last, Optional<Instant> from) {

  /** What a configuration without {@value GenerationFile#NAME} means. */
  public static final Generations FIRST = only(1);

  /** Copies, and checks the numbers. */
  public Generations {
    written = Collections.unmodifiableSortedSet(new TreeSet<>(written));
    if (served < 1 || !written.contains(served) || written.first() < 1 || last < written.last()) {
      throw new IllegalArgumentException(
          "generation " + served + ", writing " + written + ", last " + last);
    }
  }

  /** Returns one generation that is served and written. */
  public static Generations only(int generation) {
    return of(generation, List.of(generation), generation, Optional.empty());
  }

  /** Returns generations, the written ones in any order. */
  public static Generations of(
      int served, Collection<Integer> written, int last, Optional<Instant> from) {
    return new Generations(served, new TreeSet<>(written), last, from);
  }

  /** Returns the generation that is written, but isn't served yet. */
  public Optional<Integer> next() {
    return Optional.of(written.last()).filter(newest -> newest > served);
  }

  /** Returns what a topic or a table is called in a generation. */
  public static String name(String name, int generation) {
    return name + suffix("_", generation);
  }

  /** Returns what the application, by which Kafka knows ingest, is called in a generation. */
  public static String applicationId(String applicationId, int generation) {
    return applicationId + suffix("-", generation);
  }

  /** Returns whether a name ends as those of later generations do. */
  static boolean isSuffixed(String name) {
    return name.matches(".*_g\\d+");
  }

  private static String suffix(String separator, int generation) {
    if (generation < 1) {
      throw new IllegalArgumentException("generation: " + generation + " (expected: > 0)");
    }
    return generation == 1 ? "" : separator + "g" + generation;
  }
}
