package io.nearline.server.serving;

import io.nearline.server.batch.BatchWork;
import io.nearline.server.batch.Lookup;
import io.nearline.server.batch.Lookups;
import io.nearline.server.batch.PendingLookup;
import io.nearline.server.config.Limits;
import io.nearline.server.heartbeat.Freshness;
import io.nearline.server.partition.Partitions;
import io.nearline.server.pinot.Deadline;
import io.nearline.server.pinot.PinotBroker;
import io.nearline.server.plan.Instant;
import io.nearline.server.plan.LookupPlan;
import io.nearline.server.plan.Plan;
import io.nearline.server.sql.EntityKeys;
import io.nearline.server.sql.Partitioning;
import io.nearline.server.sql.RowStatement;
import io.nearline.server.sql.Statement;
import io.nearline.server.vector.BatchKeys;
import io.nearline.server.vector.HeardFreshness;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Asks Pinot for the features of one or several requests of a plan. Thread-safe. */
final class FeatureWork implements BatchWork<BoundRequest, FeatureResult> {
  /** Statements that a batch sends at once for one table, unless its plan has more. */
  private static final int MOST_AT_ONCE = 4;

  private final Lookups lookups;
  private final Limits limits;
  private final Clock clock;
  private final Freshness freshness;
  private final Partitions partitions;

  /**
   * Works with a broker.
   *
   * @param clock tells the instant of requests that give none, when they are sent
   * @param freshness tells how fresh the tables are then
   * @param partitions tells how they are partitioned
   */
  FeatureWork(
      PinotBroker broker, Limits limits, Clock clock, Freshness freshness, Partitions partitions) {
    this.lookups = new Lookups(broker, limits.keysPerStatement(), limits.rowsOfCall());
    this.limits = limits;
    this.clock = clock;
    this.freshness = freshness;
    this.partitions = partitions;
  }

  @Override
  public Object group(BoundRequest call) {
    BatchGroup group = BatchGroup.of(call);
    return isHeavy(call) ? new Heavy(group) : group;
  }

  @Override
  public Optional<Object> question(BoundRequest call) {
    return Question.of(call).map(Object.class::cast);
  }

  @Override
  public Deadline deadline(BoundRequest call) {
    return call.deadline();
  }

  @Override
  public int entities(BoundRequest call) {
    return call.rows();
  }

  /**
   * Those of a group who ask for one entity that would be answered by its rows, were it not known
   * for too many. Pinot reads an entity's rows one after the other: whoever shared a statement with
   * one of thousands would wait for them, and lose the fetch of rows that answers it for less.
   */
  private record Heavy(BatchGroup group) {}

  private boolean isHeavy(BoundRequest call) {
    if (call.rows() > 1) {
      return false;
    }
    List<LookupPlan> plans = call.plan().lookups();
    for (int lookup = 0; lookup < plans.size(); lookup++) {
      EntityKeys entity = new EntityKeys(call.columns().get(lookup));
      if (lookups.isHeavy(plans.get(lookup), instant(call), entity)) {
        return true;
      }
    }
    return false;
  }

  private static Instant instant(BoundRequest call) {
    return call.asOfMillis().isPresent() ? Instant.GIVEN : Instant.OF_SENDING;
  }

  @Override
  public Room<BoundRequest> room(BoundRequest first) {
    Instant instant = instant(first);
    return new StatementRoom(
        limits,
        first.plan().lookups().stream().mapToInt(lookup -> rootKeys(lookup, instant)).toArray());
  }

  /**
   * Returns for how many root keys a batch has room. The more there are, the fewer partitions each
   * of its statements asks; but it sends few at once, and not more keys than one fetch of rows may
   * ask for where that costs less.
   */
  private int rootKeys(LookupPlan lookup, Instant instant) {
    int keys = keysPerStatement(lookup);
    List<Statement> statements = lookup.aggregates(instant).statements();
    boolean isOfRows =
        statements.stream().anyMatch(RowStatement.class::isInstance)
            || lookup.rows(instant).filter(rows -> rows.pays(keys)).isPresent();
    int each = isOfRows ? 1 : Math.max(1, MOST_AT_ONCE / statements.size());
    return (int)
        Math.min(
            Integer.MAX_VALUE, (long) keys * Math.min(each, partitioning(lookup).partitions()));
  }

  private Partitioning partitioning(LookupPlan lookup) {
    return partitions.of(lookup.entity().table().table());
  }

  /** Returns for how many root keys all of a lookup's statements have room. */
  private int keysPerStatement(LookupPlan lookup) {
    return lookup.aggregates().statements().stream()
        .mapToInt(lookups::keysPerStatement)
        .min()
        .orElseThrow();
  }

  @Override
  public Started<FeatureResult> start(
      List<BoundRequest> calls, Deadline deadline, BooleanSupplier isWanted) {
    BoundRequest any = calls.get(0);
    Plan plan = any.plan();
    long asOf = any.asOfMillis().orElseGet(clock::millis);
    // What was told before the statements were sent is true of what they see.
    HeardFreshness heard = PlanFreshness.of(plan, freshness);
    List<BatchKeys> keys = new ArrayList<>();
    List<PendingLookup> pending = new ArrayList<>();
    for (int i = 0; i < plan.lookups().size(); i++) {
      int lookup = i;
      keys.add(
          BatchKeys.of(
              calls.stream().map(call -> call.columns().get(lookup)).toList(),
              partitioning(plan.lookups().get(i)),
              keysPerStatement(plan.lookups().get(i))));
    }
    for (int i = 0; i < plan.lookups().size(); i++) {
      LookupPlan lookup = plan.lookups().get(i);
      pending.add(
          lookups.ask(
              new Lookup(
                  lookup,
                  keys.get(i).index().keys(),
                  asOf,
                  instant(any),
                  any.values(),
                  deadline,
                  any.completeness(),
                  isWanted)));
    }
    return new StartedFeatures(calls, keys, pending, heard, asOf);
  }
}
