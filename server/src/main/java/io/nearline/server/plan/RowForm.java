package io.nearline.server.plan;

import io.nearline.features.field.StandardField;
import io.nearline.server.sql.EntityKeys;
import io.nearline.server.sql.RowStatement;
import io.nearline.server.sql.Statement;
import java.util.List;
import java.util.Optional;

/**
 * One fetch of rows that answers all features of a lookup, as an alternative to its aggregates.
 *
 * <p>What a statement costs is mostly its text: Pinot takes longer to parse one more aggregation
 * than to hand out hundreds of cells. So the fetch is the cheaper of the two up to a number of
 * rows, which the plan tells: those whose cells cost as much as the aggregations, each for itself
 * and for each row that it reads. Many aggregations cost more than the cells of any number of rows.
 *
 * <p>That number is the fetch's limit. One that fills it has cost about as much as the aggregates,
 * which are then asked for in its place: no call costs more than twice what they do. It is sent
 * where two thirds of that number are expected, at most. Thread-safe.
 */
public final class RowForm {
  /** What one aggregation costs, in cells. */
  private static final int COLUMN = 450;

  /** What one aggregation costs more for each row, in cells. */
  private static final double COLUMN_OF_A_ROW = 0.5;

  /** What one statement more costs, in cells. */
  private static final int STATEMENT = 3000;

  /** What an event id costs more than other cells: it is the one column without a dictionary. */
  private static final int EVENT_ID = 5;

  /** So many times the rows that are expected must be fewer than pay. */
  private static final double MARGIN = 1.5;

  /** A fetch that may bring fewer rows would not be sent for one entity, and nothing learned. */
  private static final int LEAST_ROWS = (int) (MARGIN * RowHistory.AT_FIRST);

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
    int columns = aggregates.statements().stream().mapToInt(Statement::aggregations).sum();
    int statementsMore = aggregates.statements().size() - 1;
    int mostRows =
        Math.min(fetch.limitOfSeveralKeys(), rowsThatPay(columns, statementsMore, cells(fetch)));
    return mostRows < LEAST_ROWS
        ? Optional.empty()
        : Optional.of(
            new RowForm(
                new LookupForm(rows.entity(), List.of(fetch.withLimit(mostRows)), rows.features()),
                mostRows,
                history));
  }

  private static int cells(RowStatement fetch) {
    return fetch.cells() + (fetch.fields().contains(StandardField.EVENT_ID) ? EVENT_ID : 0);
  }

  /** Returns up to how many rows of so many cells cost no more than aggregations. */
  private static int rowsThatPay(int columns, int statementsMore, int cells) {
    double ofARow = cells - COLUMN_OF_A_ROW * columns;
    double inAll = (double) COLUMN * columns + (double) STATEMENT * statementsMore;
    return ofARow <= 0 ? Integer.MAX_VALUE : (int) (inAll / ofARow);
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
    if (keys.rootKeys() > rootKeysPerStatement) {
      return Verdict.TOO_MANY_KEYS;
    }
    if (!pays(keys.size())) {
      return Verdict.TOO_MANY_ROWS;
    }
    return history.isAnyKnownForMany(keys) ? Verdict.KNOWN_FOR_MANY : Verdict.PAYS;
  }

  /** Returns whether the fetch costs less than the aggregates for so many entities, on average. */
  public boolean pays(int entities) {
    return MARGIN * history.perEntity() * entities <= mostRows;
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
   * Returns whether the fetch would be sent for these entities, were not one of them known for many
   * rows.
   *
   * @param rootKeysPerStatement the most root keys in one statement
   */
  public boolean isHeavy(EntityKeys keys, int rootKeysPerStatement) {
    return verdict(keys, rootKeysPerStatement) == Verdict.KNOWN_FOR_MANY;
  }

  /**
   * Returns why the fetch would be sent for these entities, or would not, for people.
   *
   * @param rootKeysPerStatement the most root keys in one statement
   */
  public String reason(EntityKeys keys, int rootKeysPerStatement) {
    String upTo = mostRows + ", up to which rows cost less than the aggregates";
    return switch (verdict(keys, rootKeysPerStatement)) {
      case PAYS -> expected(keys) + ": at most two thirds of " + upTo;
      case TOO_MANY_ROWS -> expected(keys) + ": more than two thirds of " + upTo;
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
    if (verdict == Verdict.TOO_MANY_ROWS
        && MARGIN * RowHistory.AT_FIRST * keys.size() <= mostRows) {
      history.relax();
    } else if (verdict == Verdict.KNOWN_FOR_MANY) {
      history.passedOver(keys);
    }
    return verdict == Verdict.PAYS;
  }
}
