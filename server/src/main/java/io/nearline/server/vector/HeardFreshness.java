package io.nearline.server.vector;

import java.util.OptionalLong;

/**
 * Through which instant a plan's tables are complete, as far as heartbeats told it before the
 * statements were sent.
 *
 * @param told of how many of the tables they tell anything
 * @param through the least instant of those, in epoch milliseconds; empty when one isn't known, or
 *     nothing is told
 */
public record HeardFreshness(Told told, OptionalLong through) {
  /** Nothing was told. */
  public static final HeardFreshness NOTHING =
      new HeardFreshness(Told.OF_NONE, OptionalLong.empty());

  /** Of how many tables. */
  public enum Told {
    /** Of none: Pinot's own figure counts. */
    OF_NONE,
    /** Of some: for the others, Pinot's own figure counts. */
    OF_SOME,
    /** Of all of them: Pinot's own figure, which can't tell idle from stalled, doesn't count. */
    OF_ALL
  }

  /** Returns the instant through which all is complete, given Pinot's own figure. */
  OptionalLong with(OptionalLong pinot) {
    return switch (told) {
      case OF_NONE -> pinot;
      case OF_SOME ->
          through.isEmpty() || pinot.isEmpty()
              ? OptionalLong.empty()
              : OptionalLong.of(Math.min(through.getAsLong(), pinot.getAsLong()));
      case OF_ALL -> through;
    };
  }
}
