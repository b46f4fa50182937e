package io.nearline.features.aggregate;

import io.nearline.features.type.ScalarType;
import io.nearline.features.type.ValueType;
import io.nearline.features.type.VectorType;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How an aggregate is written in a definition.
 *
 * @param name its name
 * @param of what its {@code of} may be
 * @param options which further arguments it takes
 * @param maker makes the aggregate of arguments that keep to the rule
 */
public record AggregateRule(
    String name, Of of, Set<Option> options, Function<Arguments, Aggregate> maker) {
  /** The greatest {@code k}: answers stay small enough for one message. */
  public static final int MAX_K = 10_000;

  /** The further arguments that there are. */
  public enum Option {
    /** How many to keep; required where it is taken. */
    K("k"),
    /** A field of which each value may occur once; optional. */
    DISTINCT("distinct"),
    /** Whether fewer than {@code k} are filled up with missing ones; optional, false if absent. */
    PAD("pad"),
    /** A share of the values, from 0 to 1; required where it is taken. */
    P("p"),
    /** The binary logarithm of the number of registers; optional. */
    LOG2M("log2m"),
    /** Conditions that are to be satisfied one after the other; required where it is taken. */
    STEPS("steps"),
    /** The time in which an action loses half of its weight; optional. */
    HALF_LIFE("half_life");

    private final String key;

    Option(String key) {
      this.key = key;
    }

    /** Returns its key in a definition. */
    public String key() {
      return key;
    }
  }

  /**
   * What {@code of} may be.
   *
   * @param most how many it may name: 0 for none, 1 for exactly one, more for from 1 to that many
   * @param types the scalar types of fields that are accepted
   * @param vectors whether vectors are accepted too
   */
  public record Of(int most, List<ScalarType> types, Vectors vectors) {
    /** Nothing. */
    public static final Of NOTHING = new Of(0, List.of(), Vectors.REFUSED);

    /** Returns the rule of one field that is of one of some scalar types. */
    public static Of one(ScalarType... types) {
      return new Of(1, List.of(types), Vectors.REFUSED);
    }

    /** Returns the rule that accepts vectors besides. */
    public Of orVector() {
      return new Of(most, types, Vectors.ACCEPTED);
    }

    /** Returns whether a field of that type is accepted. */
    public boolean accepts(ValueType type) {
      return type instanceof VectorType ? vectors == Vectors.ACCEPTED : types.contains(type);
    }

    /** Returns what is accepted, in words. */
    public String expectation() {
      Stream<String> names = types.stream().map(ScalarType::text);
      Stream<String> more = vectors == Vectors.ACCEPTED ? Stream.of("vector") : Stream.empty();
      return "a field of type "
          + Stream.concat(names, more)
              .collect(Collectors.joining(", "))
              .replaceFirst(", ([^,]*)$", " or $1");
    }
  }

  /** Whether vectors are accepted. */
  public enum Vectors {
    /** They are. */
    ACCEPTED,
    /** They are not. */
    REFUSED
  }

  /** Makes a rule. */
  public static AggregateRule of(
      String name, Of of, Function<Arguments, Aggregate> maker, Option... options) {
    return new AggregateRule(
        name, of, Arrays.stream(options).collect(Collectors.toUnmodifiableSet()), maker);
  }

  /** Returns whether it takes a further argument. */
  public boolean takes(Option option) {
    return options.contains(option);
  }
}
