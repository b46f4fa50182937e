package io.nearline.server.vector;

import io.nearline.features.request.RequestValues;
import io.nearline.server.batch.LookupAnswer;
import io.nearline.server.batch.StatementAnswer;
import io.nearline.server.batch.StatementAnswer.Chunk;
import io.nearline.server.batch.StatementAnswer.Shortfall;
import io.nearline.server.pinot.PinotException;
import io.nearline.server.pinot.PinotException.Kind;
import io.nearline.server.plan.Plan;
import io.nearline.server.plan.PlannedFeature;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The answers of a plan's lookups, with each aggregation evaluated once for each entity: what is
 * the same for all callers of a batch. {@link VectorAssembler} makes each caller's vectors of it.
 * Immutable.
 */
public final class BatchValues {
  private final Plan plan;
  private final List<BatchKeys> keys;
  private final List<LookupAnswer> answers;
  private final long asOfMillis;
  private final OptionalLong seenThrough;
  private final List<KeyedValues> values;

  private BatchValues(
      Plan plan,
      List<BatchKeys> keys,
      List<LookupAnswer> answers,
      HeardFreshness heard,
      long asOfMillis,
      List<KeyedValues> values) {
    this.plan = plan;
    this.keys = List.copyOf(keys);
    this.answers = List.copyOf(answers);
    this.asOfMillis = asOfMillis;
    this.seenThrough = heard.with(seenThrough(answers));
    this.values = values;
  }

  /**
   * Evaluates.
   *
   * @param plan the plan
   * @param keys the entities of each lookup
   * @param answers the answer of each lookup
   * @param heard how fresh the tables were before they were asked
   * @param asOfMillis the instant at which all windows end, in epoch milliseconds
   * @param values the values that came with the calls, all that the plan's conditions read
   */
  public static BatchValues of(
      Plan plan,
      List<BatchKeys> keys,
      List<LookupAnswer> answers,
      HeardFreshness heard,
      long asOfMillis,
      RequestValues values) {
    List<KeyedValues> keyed = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      LookupRows rows = new LookupRows(keys.get(i).index(), answers.get(i), values);
      for (PlannedFeature feature : answers.get(i).form().features()) {
        keyed.add(KeyedValues.of(feature, rows, asOfMillis));
      }
    }
    return new BatchValues(plan, keys, answers, heard, asOfMillis, keyed);
  }

  /** Returns Pinot's own figure of the least fresh of the rows that came. */
  private static OptionalLong seenThrough(List<LookupAnswer> answers) {
    long least = Long.MAX_VALUE;
    for (LookupAnswer answer : answers) {
      for (StatementAnswer statement : answer.statements()) {
        for (Chunk chunk : statement.chunks()) {
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

  Plan plan() {
    return plan;
  }

  long asOfMillis() {
    return asOfMillis;
  }

  /** Returns through which instant all rows that came are complete; empty when not known. */
  OptionalLong seenThrough() {
    return seenThrough;
  }

  List<KeyedValues> aggregates() {
    return values;
  }

  /** Returns the entities of a feature's lookup. */
  BatchKeys keys(KeyedValues feature) {
    return keys.get(feature.feature().lookup());
  }

  /** Returns whether all came that a caller's values are made of. */
  boolean isWhole(int caller) {
    return shortfall(caller).isEmpty();
  }

  /** Returns why nothing at all came for a caller; empty when something did. */
  Optional<PinotException> failure(int caller) {
    for (int lookup = 0; lookup < answers.size(); lookup++) {
      for (StatementAnswer statement : answers.get(lookup).statements()) {
        for (Chunk chunk : statement.chunks()) {
          if (keys.get(lookup).asksFor(caller, chunk.from(), chunk.to())) {
            return Optional.empty();
          }
        }
      }
    }
    return shortfall(caller);
  }

  /** Returns why something that a caller's values are made of did not come; empty when all did. */
  private Optional<PinotException> shortfall(int caller) {
    for (int lookup = 0; lookup < answers.size(); lookup++) {
      for (StatementAnswer statement : answers.get(lookup).statements()) {
        for (Shortfall missing : statement.shortfalls()) {
          if (keys.get(lookup).asksFor(caller, missing.from(), missing.to())) {
            return Optional.of(missing.cause());
          }
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Returns a failure that may be owed to one caller's entities but shows in other callers' values:
   * asked for alone, these may have none. Empty when there is no such failure.
   */
  public Optional<PinotException> spreadingFailure() {
    Stream<PinotException> unreadable =
        values.stream().flatMap(feature -> feature.unreadable().stream());
    Stream<PinotException> refused =
        answers.stream()
            .flatMap(answer -> answer.statements().stream())
            .flatMap(statement -> statement.shortfalls().stream())
            .map(Shortfall::cause)
            .filter(cause -> cause.kind() == Kind.REFUSED);
    return Stream.concat(unreadable, refused).findFirst();
  }
}
