package io.nearline.server.serving;

import io.nearline.server.heartbeat.Freshness;
import io.nearline.server.heartbeat.TableFreshness;
import io.nearline.server.plan.LookupPlan;
import io.nearline.server.plan.Plan;
import io.nearline.server.vector.HeardFreshness;
import io.nearline.server.vector.HeardFreshness.Told;
import java.util.OptionalLong;

/** What heartbeats tell of a plan's tables at an instant. */
final class PlanFreshness {
  private PlanFreshness() {}

  static HeardFreshness of(Plan plan, Freshness freshness) {
    boolean isUntold = false;
    boolean isTold = false;
    boolean isKnown = true;
    long least = Long.MAX_VALUE;
    for (LookupPlan lookup : plan.lookups()) {
      TableFreshness table = freshness.of(lookup.entity().table().table());
      isUntold |= table instanceof TableFreshness.Untold;
      isTold |= !(table instanceof TableFreshness.Untold);
      isKnown &= !(table instanceof TableFreshness.Unknown);
      if (table instanceof TableFreshness.Through through) {
        least = Math.min(least, through.millis());
      }
    }
    if (!isTold) {
      return HeardFreshness.NOTHING;
    }
    return new HeardFreshness(
        isUntold ? Told.OF_SOME : Told.OF_ALL,
        isKnown ? OptionalLong.of(least) : OptionalLong.empty());
  }
}
