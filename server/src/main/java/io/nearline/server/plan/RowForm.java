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

  /** A fetch that may bring fewer rows would not be sent for one entity, and nothing learned. */
  private static final int LEAST_ROWS = (int) (2 * RowHistory.AT_FIRST);

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

  /** What speaks for the fetch or against it, for some entities. */
  private enum Verdict {
    PAYS,
    TOO_MANY_KEYS,
    TOO_MANY_ROWS,
    KNOWN_FOR_MANY
  }

  private Verdict verdict(EntityKeys keys, int rootKeysPerStatement) {
    if (keys.after(0, rootKeysPerStatement) < keys.size()) {
      return Verdict.TOO_MANY_KEYS;
    }
    if (2 * history.perEntity() * keys.size() > mostRows) {
      return Verdict.TOO_MANY_ROWS;
    }
    return history.isAnyKnownForMany(keys) ? Verdict.KNOWN_FOR_MANY : Verdict.PAYS;
  }

  /**
   * Returns whether the fetch would be sent for these entities, as things are.
   *
   * @param rootKeysPerStatement the most root keys in one statement
   */
  public boolean isChosen(EntityKeys keys, int rootKeysPerStatement) {
    return verdict(keys, rootKeysPerStatement) == Verdict.PAYS;
  }

  /**
   * Returns why the fetch would be sent for these entities, or would not, for people.
   *
   * @param rootKeysPerStatement the most root keys in one statement
   */
  public String reason(EntityKeys keys, int rootKeysPerStatement) {
    String upTo = mostRows + ", up to which rows cost less than the aggregates";
    return switch (verdict(keys, rootKeysPerStatement)) {
      case PAYS -> expected(keys) + ": at most half of " + upTo;
      case TOO_MANY_ROWS -> expected(keys) + ": more than half of " + upTo;
      case KNOWN_FOR_MANY -> "an entity is known for more rows than " + upTo;
      case TOO_MANY_KEYS -> "one statement asks for at most " + rootKeysPerStatement + " keys";
    };
  }

  private String expected(EntityKeys keys) {
    return Math.round(history.perEntity() * keys.size())
        + " rows are expected of "
        + (keys.size() == 1 ? "1 entity" : keys.size() + " entities");
  }

  /**
   * Returns whether the fetch is to be sent for these entities. Counts, where it isn't, towards
   * trying it again.
   *
   * @param rootKeysPerStatement the most root keys in one statement
   */
  public boolean choose(EntityKeys keys, int rootKeysPerStatement) {
    Verdict verdict = verdict(keys, rootKeysPerStatement);
    if (verdict == Verdict.TOO_MANY_ROWS && 2 * RowHistory.AT_FIRST * keys.size() <= mostRows) {
      history.relax();
    } else if (verdict == Verdict.KNOWN_FOR_MANY) {
      history.passedOver(keys);
    }
    return verdict == Verdict.PAYS;
  }
}
