package io.nearline.server.vector;

import io.nearline.features.request.RequestValues;
import io.nearline.features.value.Evaluated;
import io.nearline.features.value.Value;
import io.nearline.server.batch.Lookup.Completeness;
import io.nearline.server.batch.LookupAnswer;
import io.nearline.server.batch.StatementAnswer;
import io.nearline.server.pinot.PinotException;
import io.nearline.server.plan.Plan;
import io.nearline.server.plan.PlannedFeature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the answers of a plan's lookups together to vectors, in the order of the selection. */
public final class VectorAssembler {
  private static final Logger log = LoggerFactory.getLogger(VectorAssembler.class);

  private final Plan plan;
  private final List<KeyIndex> keys;
  private final List<LookupAnswer> answers;
  private final long asOfMillis;
  private final RequestValues values;
  private final boolean stale;
  private boolean anyUnreadable;

  private VectorAssembler(
      Plan plan,
      List<KeyIndex> keys,
      List<LookupAnswer> answers,
      long asOfMillis,
      RequestValues values,
      boolean stale) {
    this.plan = plan;
    this.keys = keys;
    this.answers = answers;
    this.asOfMillis = asOfMillis;
    this.values = values;
    this.stale = stale;
  }

  /**
   * Assembles.
   *
   * @param plan the plan
   * @param keys the keys of each lookup
   * @param answers the answer of each lookup
   * @param asOfMillis the instant at which all windows end, in epoch milliseconds
   * @param values the values that came with the call
   * @param maxStaleness values over older data are STALE, and those whose age nobody knows
   * @param completeness whether features whose answers can't be read fail the whole; where no
   *     feature's can be read, they do
   * @throws PinotException naming what can't be read
   */
  public static Assembled assemble(
      Plan plan,
      List<KeyIndex> keys,
      List<LookupAnswer> answers,
      long asOfMillis,
      RequestValues values,
      Optional<Duration> maxStaleness,
      Completeness completeness) {
    OptionalLong seenThrough = seenThrough(answers);
    boolean stale =
        maxStaleness.isPresent()
            && (seenThrough.isEmpty()
                || asOfMillis - seenThrough.getAsLong() > maxStaleness.get().toMillis());
    VectorAssembler assembler = new VectorAssembler(plan, keys, answers, asOfMillis, values, stale);
    List<FeatureVector> vectors = assembler.vectors(completeness);
    boolean whole = isWhole(answers) && !assembler.anyUnreadable;
    return new Assembled(vectors, whole ? seenThrough : OptionalLong.empty());
  }

  /**
   * What was assembled.
   *
   * @param vectors one a feature, in the order of the selection
   * @param freshThroughMillis Pinot had taken in, from every partition that was asked for, what
   *     there was at this instant; empty when that is not known, or something is missing
   */
  public record Assembled(List<FeatureVector> vectors, OptionalLong freshThroughMillis) {

    /** Copies. */
    public Assembled {
      vectors = List.copyOf(vectors);
    }
  }

  private static boolean isWhole(List<LookupAnswer> answers) {
    return answers.stream()
        .flatMap(answer -> answer.statements().stream())
        .allMatch(statement -> statement.shortfalls().isEmpty());
  }

  /** Returns the freshness of the least fresh of the rows that came. */
  private static OptionalLong seenThrough(List<LookupAnswer> answers) {
    long least = Long.MAX_VALUE;
    for (LookupAnswer answer : answers) {
      for (StatementAnswer statement : answer.statements()) {
        for (StatementAnswer.Chunk chunk : statement.chunks()) {
          OptionalLong fresh = chunk.rows().freshThroughMillis();
          if (fresh.isEmpty()) {
            return OptionalLong.empty();
          }
          least = Math.min(least, fresh.getAsLong());
        }
      }
    }
    return least == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(least);
  }

  private List<FeatureVector> vectors(Completeness completeness) {
    List<LookupRows> rows = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      rows.add(new LookupRows(plan.lookups().get(i), keys.get(i), answers.get(i), values));
    }
    DerivedVectors vectors = new DerivedVectors(values);
    int unreadable = 0;
    for (PlannedFeature feature : plan.aggregates()) {
      KeyIndex index = keys.get(feature.lookup());
      try {
        vectors.add(vector(feature, rows.get(feature.lookup()), index));
      } catch (PinotException e) {
        unreadable++;
        if (completeness == Completeness.ALL_OR_NOTHING || unreadable == plan.aggregates().size()) {
          throw e;
        }
        anyUnreadable = true;
        log.warn("{} has no values: {}", feature.feature().fullName(), e.getMessage());
        vectors.add(withoutValues(feature, index));
      }
    }
    return plan.selection().stream().map(vectors::of).toList();
  }

  private static FeatureVector withoutValues(PlannedFeature feature, KeyIndex index) {
    ValueState[] states = new ValueState[index.rows()];
    Arrays.fill(states, ValueState.ERROR);
    return new FeatureVector(
        feature.feature(),
        new Value[index.rows()],
        states,
        feature
            .lastAction()
            .map(
                source -> {
                  long[] none = new long[index.rows()];
                  Arrays.fill(none, Long.MIN_VALUE);
                  return none;
                }));
  }

  private FeatureVector vector(PlannedFeature feature, LookupRows rows, KeyIndex index) {
    Evaluated[] byKey = rows.evaluate(feature, asOfMillis);
    @Nullable ValueState[] shortfalls = rows.shortfalls(feature);
    Optional<long[]> lastByKey =
        feature
            .lastAction()
            .map(source -> rows.lastActionMillis(feature.feature(), source, asOfMillis));
    @Nullable Value[] values = new Value[index.rows()];
    ValueState[] states = new ValueState[index.rows()];
    long[] last = new long[lastByKey.isPresent() ? index.rows() : 0];
    for (int row = 0; row < values.length; row++) {
      int key = index.position(row);
      states[row] = ValueState.of(byKey[key].status(), shortfalls[key], stale);
      values[row] = states[row].mayHaveValue() ? byKey[key].value().orElse(null) : null;
      if (lastByKey.isPresent()) {
        last[row] = values[row] == null ? Long.MIN_VALUE : lastByKey.get()[key];
      }
    }
    return new FeatureVector(feature.feature(), values, states, lastByKey.map(any -> last));
  }
}
