package io.nearline.it.differential;

import io.nearline.features.definition.Catalogue;
import io.nearline.features.request.RequestValues;
import io.nearline.proto.v1.FeatureServiceGrpc.FeatureServiceBlockingStub;
import io.nearline.server.plan.Strategy;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** The servers that are asked the same, and the ways in which they are. */
final class AskedServers implements AutoCloseable {
  private static final int ROWS_OF_CALL = 250;

  /** Of those about few entities: one of each where there are no more. */
  private static final int MOST_CALLS = 40;

  private final Catalogue catalogue;
  private final Supplier<FeatureServiceBlockingStub> planned;
  private final SetClock clock = new SetClock();
  private final StrategyServer atItsOwnInstant;
  private final StrategyServer aggregates;
  private final StrategyServer aggregatesAtTheirOwnInstant;
  private final StrategyServer rows;

  /** A way of asking. */
  enum Way {
    /** A server that plans, at a given instant. */
    PLANNED(Strategy.PLANNED),
    /** A server that plans, at its own instant, which is the same. */
    PLANNED_NOW(Strategy.PLANNED),
    /** The same, about few entities at a time. */
    PLANNED_NOW_FOR_FEW(Strategy.PLANNED),
    /** A server that lets Pinot aggregate all that it can. */
    AGGREGATE(Strategy.AGGREGATE),
    /** The same at its own instant, about few entities at a time: about one alone where it can. */
    AGGREGATE_NOW_FOR_FEW(Strategy.AGGREGATE),
    /** A server that evaluates everything over rows. */
    ROWS(Strategy.ROWS);

    private final Strategy strategy;

    Way(Strategy strategy) {
      this.strategy = strategy;
    }

    Strategy strategy() {
      return strategy;
    }

    /** Returns whether the call gives no instant, so that Pinot adds in doubles. */
    boolean isAtItsOwnInstant() {
      return this == PLANNED_NOW || this == PLANNED_NOW_FOR_FEW || this == AGGREGATE_NOW_FOR_FEW;
    }
  }

  /**
   * Starts all but the one that plans at a given instant.
   *
   * @param planned returns its client
   * @param pinotBroker host:port of the broker that all ask
   */
  AskedServers(
      Catalogue catalogue, Supplier<FeatureServiceBlockingStub> planned, String pinotBroker) {
    this.catalogue = catalogue;
    this.planned = planned;
    this.aggregates = StrategyServer.start(catalogue, pinotBroker, Strategy.AGGREGATE);
    this.aggregatesAtTheirOwnInstant =
        StrategyServer.start(catalogue, pinotBroker, Strategy.AGGREGATE, clock);
    this.rows = StrategyServer.start(catalogue, pinotBroker, Strategy.ROWS);
    this.atItsOwnInstant = StrategyServer.start(catalogue, pinotBroker, Strategy.PLANNED, clock);
  }

  /** Asks in a way. */
  Answers ask(Way way, EntityRows asked, long asOf, RequestValues values) {
    clock.set(asOf);
    OptionalLong given = OptionalLong.of(asOf);
    OptionalLong none = OptionalLong.empty();
    return switch (way) {
      case PLANNED -> ask(planned.get(), asked, given, values, ROWS_OF_CALL);
      case PLANNED_NOW -> ask(atItsOwnInstant.stub(), asked, none, values, ROWS_OF_CALL);
      case PLANNED_NOW_FOR_FEW ->
          ask(atItsOwnInstant.stub(), asked, none, values, 1 + asked.size() / MOST_CALLS);
      case AGGREGATE_NOW_FOR_FEW ->
          ask(
              aggregatesAtTheirOwnInstant.stub(),
              asked,
              none,
              values,
              1 + asked.size() / MOST_CALLS);
      case AGGREGATE, ROWS -> ask(forced(way).stub(), asked, given, values, ROWS_OF_CALL);
    };
  }

  private Answers ask(
      FeatureServiceBlockingStub stub,
      EntityRows asked,
      OptionalLong asOf,
      RequestValues values,
      int rowsOfCall) {
    return Answers.ask(stub, catalogue, asked, asOf, values, rowsOfCall);
  }

  /** Returns the server that is forced to a strategy. */
  StrategyServer forced(Way way) {
    return switch (way) {
      case AGGREGATE -> aggregates;
      case ROWS -> rows;
      case PLANNED, PLANNED_NOW, PLANNED_NOW_FOR_FEW, AGGREGATE_NOW_FOR_FEW ->
          throw new IllegalArgumentException(way + " (expected: AGGREGATE or ROWS)");
    };
  }

  @Override
  public void close() {
    atItsOwnInstant.close();
    aggregates.close();
    aggregatesAtTheirOwnInstant.close();
    rows.close();
  }
}
