package io.nearline.it.differential;

import io.nearline.features.action.Action;
import io.nearline.features.action.Attributes;
import io.nearline.features.request.RequestValues;
import io.nearline.features.type.ScalarType;
import io.nearline.features.value.Items;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Actions such as people seldom do: extreme numbers, texts that look like SQL, missing attributes,
 * equal times, times at the edges of windows. The same for the same seed.
 */
public final class GeneratedActions {
  /** What the actions' attributes are, without entities. */
  public static final String ATTRIBUTES =
      """
      attributes:
        actorAttributes.industry:   {type: string}
        actorAttributes.team:       {type: int64, column: actorTeam}
        verbAttributes.dwell:       {type: int64}
        verbAttributes.score:       {type: double}
        objectAttributes.geo:       {type: string, column: objectGeo}
        objectAttributes.author:    {type: string, column: objectAuthor}
        objectAttributes.price:     {type: double, column: objectPrice}
        objectAttributes.stock:     {type: int64, column: objectStock}
        objectAttributes.promoted:  {type: bool, column: objectPromoted}
        objectAttributes.remote:    {type: bool}
        objectAttributes.embedding: {type: vector, dimension: 2, column: objectEmbedding}
      """;

  /** The actors. */
  public static final List<Long> ACTORS =
      List.of(
          1L,
          -1L,
          0L,
          Long.MIN_VALUE,
          Long.MAX_VALUE,
          9_007_199_254_740_993L,
          9_007_199_254_740_992L,
          42L,
          7L,
          1_000_000L);

  /** The objects. */
  public static final List<String> OBJECTS =
      List.of(
          "job:1",
          "job:2",
          "it's",
          "two''in a row",
          "",
          "naïve 😀",
          "a\\b\"c",
          "-- x",
          "/* x */",
          "__missing__",
          "option(a=b)",
          "a",
          "'",
          "'''quoted''''",
          "\"",
          "\t\n",
          "\uFFFD\uD83D\uDE00",
          "null");

  private static final List<String> VERBS = List.of("view", "apply", "it's", "ünï");
  private static final List<String> TEXTS =
      List.of("o'hare", "o''hare", "'", "new york", "😀", "", "\uE000", "it", "it's", "farming");
  private static final List<Long> NUMBERS =
      List.of(
          0L,
          5L,
          -5L,
          9_007_199_254_740_993L,
          9_007_199_254_740_992L,
          -9_007_199_254_740_993L,
          Long.MAX_VALUE,
          Long.MAX_VALUE - 1,
          Long.MIN_VALUE + 1);
  private static final List<Double> DOUBLES =
      List.of(0.0, -0.0, 1e300, -1e300, 4.9e-324, -4.9e-324, 1e-300, 0.1, 2.5, -1e15, 1e15);
  private static final double EXTREME = 1.7976931348623157e308;
  private static final int HOUR = 3_600_000;

  private final Random random;
  private final long asOf;
  private int number;

  /** Begins to generate actions around an instant. */
  public GeneratedActions(long seed, long asOf) {
    this.random = new Random(seed);
    this.asOf = asOf;
  }

  /** Returns the next action. */
  public Action next() {
    number++;
    long actor = pick(ACTORS);
    return new Action(
        "reference:" + random.nextInt(1_000_000) + ":" + number,
        actor,
        attributes("industry", pick(TEXTS), "team", pick(NUMBERS)),
        number % 50 == 0 ? Action.HEARTBEAT_VERB : pick(VERBS),
        attributes("dwell", pick(NUMBERS), "score", random.nextInt(100) / 64.0),
        pick(OBJECTS),
        attributes(
            "geo", pick(TEXTS),
            "author", pick(TEXTS),
            "price", price(actor),
            "stock", pick(NUMBERS),
            "promoted", random.nextBoolean(),
            "remote", random.nextBoolean(),
            "embedding", List.of(random.nextInt(100) / 8.0, random.nextFloat() * -1e30f + 0.0)),
        asOf - age());
  }

  /** Only one actor's prices are so extreme that they add up to more than a double. */
  private double price(long actor) {
    return switch (random.nextInt(4)) {
      case 0 -> actor == 7 ? Math.copySign(EXTREME, random.nextInt()) : pick(DOUBLES);
      case 1 -> pick(DOUBLES);
      default -> random.nextInt(100_000) / 100.0 - 100;
    };
  }

  private long age() {
    return switch (random.nextInt(6)) {
      case 0 -> random.nextInt(30 * HOUR);
      case 1 -> (long) HOUR * random.nextInt(25);
      case 2 -> -random.nextInt(1000);
      case 3 -> random.nextInt(3);
      case 4 -> 90L * 60_000 + random.nextInt(3) - 1;
      default -> random.nextInt(2 * HOUR);
    };
  }

  /** Returns values of the call for {@link LanguageFeatures}. */
  public RequestValues requestValues() {
    Items.Builder price = Items.builder(ScalarType.DOUBLE, 1);
    price.add((double) pick(List.of(-EXTREME, pick(DOUBLES), 0.5, -0.0)));
    Items.Builder flag = Items.builder(ScalarType.BOOL, 1);
    flag.add(random.nextBoolean());
    return new RequestValues(
        Map.of(
            "geo", Items.of(pick(TEXTS)),
            "verb", Items.of(pick(VERBS)),
            "prefix",
                Items.of(pick(List.of("", "job:", "it'", "'", "a\u0000", "naïve ", "%", "_"))),
            "object", Items.of(pick(List.of("a\u0000b", pick(OBJECTS), "__missing__"))),
            "dwell", Items.of(pick(List.of(Long.MIN_VALUE, Long.MAX_VALUE, pick(NUMBERS), 5L))),
            "actor", Items.of(pick(ACTORS)),
            "price", price.build(),
            "flag", flag.build()));
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  /** Ingest keeps no sign of a zero. */
  private @Nullable Attributes attributes(Object... namesAndValues) {
    Map<String, Object> values = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      if (random.nextInt(4) > 0) {
        Object value = namesAndValues[i + 1];
        values.put((String) namesAndValues[i], value instanceof Double zero ? zero + 0.0 : value);
      }
    }
    return random.nextInt(10) == 0 ? null : Attributes.of(values);
  }
}
