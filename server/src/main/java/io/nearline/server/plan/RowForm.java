package io.nearline.server.plan;

import io.nearline.server.sql.EntityKeys;
import io.nearline.server.sql.RowStatement;
import io.nearline.server.sql.Statement;
import java.util.List;
import java.util.Optional;

/**
 * One fetch of rows that answers all features of a lookup, as an alternative to its aggregates.
 *
 * <p>What a statement costs is mostly its text: Pinot takes longer to parse one more aggregation
 * than to hand out a hundred cells. So the fetch is the cheaper of the two up to a number of rows,
 * which the plan tells: those whose cells cost as much as the aggregations' columns and statements.
 * That number is the fetch's limit. One that fills it has cost about as much as the aggregates,
 * which are then asked for in its place: no call costs more than twice what they do. It is sent
 * where half of that number is expected, at most. Thread-safe.
 */
public final class RowForm {
  /** What one aggregation costs, in cells. */
  private static final int COLUMN = 200;

  /** What one statement more costs, in cells. */
  private static final int STATEMENT = 2000;

  /** A fetch that may bring fewer rows pays for hardly anybody. */
  private static final int LEAST_ROWS = 2;

  private final LookupForm form;
  private final int mostRows;
  private final RowHistory history;

  private RowForm(LookupForm form, int mostRows, RowHistory history) {
    this.form = form;
    this.mostRows = mostRows;
    this.history = history;
  }

  /**
   * Returns the form; empty where the fetch pays for no entity.
   *
   * @param aggregates the form that it is an alternative to
   * @param rows the form of the one fetch, whose limit is the configured one
   * @param history what is known of how many rows there are
   */
  static Optional<RowForm> of(LookupForm aggregates, LookupForm rows, RowHistory history) {
    RowStatement fetch = (RowStatement) rows.statements().get(0);
    long cost = (long) STATEMENT * (aggregates.statements().size() - 1);
    for (Statement statement : aggregates.statements()) {
      cost += (long) COLUMN * statement.aggregations();
    }
    int mostRows = (int) Math.min(fetch.limitOfSeveralKeys(), cost / fetch.cells());
    return mostRows < LEAST_ROWS
        ? Optional.empty()
        : Optional.of(
            new RowForm(
                new LookupForm(rows.entity(), List.of(fetch.withLimit(mostRows)), rows.features()),
                mostRows,
                history));
  }

  /** Returns the statement, and how features get their values of its rows. */
  public LookupForm form() {
    return form;
  }

  /** Returns how many rows the fetch may bring; as many mean that it may be cut off. */
  public int mostRows() {
    return mostRows;
  }

  /** Returns what is known of how many rows entities have. */
  public RowHistory history() {
    return history;
  }

  /** Returns whether the fetch is expected to pay for so many entities. */
  public boolean paysFor(int entities) {
    return 2 * history.perEntity() * entities <= mostRows;
  }

  /** Returns whether the fetch would be sent for these entities, as things are. */
  public boolean isChosen(EntityKeys keys) {
    return paysFor(keys.size()) && !history.isAnyKnownForMany(keys);
  }

  /** Returns why the fetch would be sent for these entities, or would not, for people. */
  public String reason(EntityKeys keys) {
    String upTo = mostRows + ", up to which rows cost less than the aggregates";
    if (paysFor(keys.size()) && history.isAnyKnownForMany(keys)) {
      return "an entity is known for more rows than " + upTo;
    }
    return Math.round(history.perEntity() * keys.size())
        + " rows are expected of "
        + (keys.size() == 1 ? "1 entity" : keys.size() + " entities")
        + (paysFor(keys.size()) ? ": at most half of " : ": more than half of ")
        + upTo;
  }

  /**
   * Returns whether the fetch is to be sent for these entities. Counts, where it isn't, towards
   * trying it again.
   */
  public boolean choose(EntityKeys keys) {
    if (!paysFor(keys.size())) {
      if (!paysFor(1)) {
        history.relax();
      }
      return false;
    }
    if (history.isAnyKnownForMany(keys)) {
      history.passedOver(keys);
      return false;
    }
    return true;
  }
}
