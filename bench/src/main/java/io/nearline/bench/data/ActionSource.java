package io.nearline.bench.data;

import io.nearline.features.action.Action;
import io.nearline.features.action.Attributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Generated actions: each is computed from the seed and its number whenever it is asked for, so
 * that none is kept. Those of one actor are spread over the whole time. Numbers have few binary
 * digits: they add up to the same in whatever order. Immutable.
 */
public final class ActionSource {
  /** What actors do; the more often, the earlier. */
  private static final String[] VERBS = {
    "job-view",
    "job-view",
    "job-view",
    "job-view",
    "job-view",
    "job-view",
    "job-save",
    "job-save",
    "job-apply",
    "job-dismiss"
  };

  private static final String[] PLACES = {
    "new york", "new york", "boston", "chicago", "seattle", "austin", "denver", "portland"
  };

  private static final int OBJECTS = 50_000;
  private static final int DIMENSION = 64;

  /** What actions carry beyond scalars. */
  public enum Vectors {
    /** Applications have the vector of what was applied to. */
    OF_APPLICATIONS,
    /** None has a vector. */
    NONE
  }

  private final long seed;
  private final Population population;
  private final Permutation order;
  private final Vectors vectors;
  private final long from;
  private final long spanMillis;

  /**
   * Makes a source.
   *
   * @param until before when all actions were
   * @param span how long before that the first was
   */
  public ActionSource(
      long seed, Population population, Vectors vectors, Instant until, Duration span) {
    this.seed = seed;
    this.population = population;
    this.order = new Permutation(population.size().actions());
    this.vectors = vectors;
    this.spanMillis = span.toMillis();
    this.from = until.toEpochMilli() - spanMillis;
  }

  /** Returns whose actions they are. */
  public Population population() {
    return population;
  }

  /** Returns the action of a place in the order of time, from 0. */
  public Action inOrder(int place) {
    return action(order.number(place), place);
  }

  /** Returns all actions of an actor. */
  public List<Action> of(long actor) {
    int rank = population.rank(actor);
    List<Action> actions = new ArrayList<>();
    for (int number = population.begin(rank); number < population.end(rank); number++) {
      actions.add(action(number, order.place(number)));
    }
    return actions;
  }

  private Action action(int number, int place) {
    long bits = Mix.mix(seed + number);
    String verb = VERBS[(int) Long.remainderUnsigned(bits, VERBS.length)];
    long object = Long.remainderUnsigned(Mix.mix(bits), OBJECTS);
    return new Action(
        "bench:" + number,
        population.id(population.rankOf(number)),
        null,
        verb,
        verb.equals("job-view")
            ? Attributes.of(Map.of("dwell_ms", 500 + (bits >>> 40) % 60_000))
            : null,
        "job:" + object,
        objectAttributes(object, verb.equals("job-apply") && vectors == Vectors.OF_APPLICATIONS),
        from + spanMillis * place / population.size().actions());
  }

  /** Returns what is known of an object, which is the same each time. */
  private Attributes objectAttributes(long object, boolean withVector) {
    long bits = Mix.mix(~seed + object);
    String geo = PLACES[(int) Long.remainderUnsigned(bits, PLACES.length)];
    double price = (bits >>> 32) % 1000 / 4.0;
    return withVector
        ? Attributes.of(Map.of("geo", geo, "price", price, "embedding", embedding(bits)))
        : Attributes.of(Map.of("geo", geo, "price", price));
  }

  private static List<Double> embedding(long bits) {
    List<Double> numbers = new ArrayList<>(DIMENSION);
    for (int i = 0; i < DIMENSION; i++) {
      numbers.add((Long.remainderUnsigned(Mix.mix(bits + i), 129) - 64) / 64.0);
    }
    return numbers;
  }
}
