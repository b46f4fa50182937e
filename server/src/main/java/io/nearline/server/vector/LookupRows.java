package io.nearline.server.vector;

import io.nearline.features.aggregate.Decomposition;
import io.nearline.features.aggregate.TermValues;
import io.nearline.features.aggregate.TimeOrder;
import io.nearline.features.definition.AggregateFeature;
import io.nearline.features.evaluation.FeatureEvaluator;
import io.nearline.features.field.StandardField;
import io.nearline.features.request.RequestValues;
import io.nearline.features.value.Evaluated;
import io.nearline.features.value.Items;
import io.nearline.server.batch.LookupAnswer;
import io.nearline.server.batch.StatementAnswer;
import io.nearline.server.pinot.PinotException;
import io.nearline.server.pinot.PinotException.Kind;
import io.nearline.server.plan.FeatureSource;
import io.nearline.server.plan.LastActionSource;
import io.nearline.server.plan.PlannedFeature;
import io.nearline.server.plan.TermSource;
import io.nearline.server.sql.AggregateStatement;
import io.nearline.server.sql.GroupedStatement;
import io.nearline.server.sql.RowStatement;
import io.nearline.server.sql.Statement;
import io.nearline.server.sql.TermColumns;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The rows of one lookup, decoded statement by statement, from which features get their values. */
final class LookupRows {
  private final KeyIndex keys;
  private final LookupAnswer answer;
  private final Object[] decoded;
  private final int[] allRows;
  private final RequestValues values;

  LookupRows(KeyIndex keys, LookupAnswer answer, RequestValues values) {
    this.values = values;
    this.keys = keys;
    this.answer = answer;
    this.decoded = new Object[answer.form().statements().size()];
    int[] rows = new int[0];
    for (int i = 0; i < decoded.length; i++) {
      try {
        decoded[i] = decode(answer.form().statements().get(i), answer.statements().get(i));
        if (decoded[i] instanceof FetchedActions actions) {
          rows = inOrder(actions);
        }
      } catch (PinotException e) {
        decoded[i] = e;
      }
    }
    this.allRows = rows;
  }

  /**
   * Returns all rows, those of each key in the order of time where the event ids were fetched that
   * this takes: adding doubles up in one order gives the same bytes each time, in whatever order
   * Pinot answers.
   */
  private int[] inOrder(FetchedActions actions) {
    int[] rows = IntStream.range(0, actions.size()).toArray();
    if (!actions.fields().contains(StandardField.EVENT_ID)) {
      return rows;
    }
    TimeOrder order = new TimeOrder(actions);
    for (int key = 0; key < keys.keys().size(); key++) {
      order.sortOldestFirst(rows, actions.from(key), actions.to(key));
    }
    return rows;
  }

  private Object decode(Statement statement, StatementAnswer rows) {
    if (statement instanceof AggregateStatement aggregates) {
      return new AggregateRows(keys, aggregates.subject(), rows.chunks());
    }
    if (statement instanceof GroupedStatement grouped) {
      return new GroupedRows(keys, grouped, rows.chunks());
    }
    return new FetchedActions(((RowStatement) statement).fields(), keys, rows.chunks());
  }

  private Object decoded(int statement) {
    if (decoded[statement] instanceof PinotException unreadable) {
      throw unreadable;
    }
    return decoded[statement];
  }

  /**
   * Returns the feature's value of every key.
   *
   * @throws PinotException when the answers that it is made of can't be read
   */
  Evaluated[] evaluate(PlannedFeature feature, long asOfMillis) {
    Evaluated[] values = new Evaluated[keys.keys().size()];
    if (feature.source() instanceof FeatureSource.Terms terms) {
      Decomposition decomposition = terms.decomposition();
      for (int key = 0; key < values.length; key++) {
        values[key] =
            decomposition
                .combine(new Terms(terms.terms(), key), asOfMillis)
                .orDefault(feature.feature().defaultValue());
      }
      return values;
    }
    FetchedActions actions =
        (FetchedActions) decoded(((FeatureSource.Rows) feature.source()).statement());
    FeatureEvaluator evaluator = FeatureEvaluator.bind(feature.feature(), actions, this.values);
    for (int key = 0; key < values.length; key++) {
      values[key] = evaluator.evaluate(allRows, actions.from(key), actions.to(key), asOfMillis);
    }
    return values;
  }

  /**
   * Returns, of every key, what is wrong with what the feature was computed from: null where
   * nothing is.
   */
  @Nullable ValueState[] shortfalls(PlannedFeature feature) {
    @Nullable ValueState[] states = new ValueState[keys.keys().size()];
    if (feature.source() instanceof FeatureSource.Terms terms) {
      terms.terms().stream()
          .mapToInt(TermSource::statement)
          .distinct()
          .forEach(statement -> mark(states, statement));
    } else {
      mark(states, ((FeatureSource.Rows) feature.source()).statement());
    }
    return states;
  }

  private void mark(@Nullable ValueState[] states, int statement) {
    for (StatementAnswer.Shortfall shortfall : answer.statements().get(statement).shortfalls()) {
      ValueState state = state(shortfall.cause().kind());
      for (int key = shortfall.from(); key < shortfall.to(); key++) {
        ValueState known = states[key];
        states[key] = known == null || state.compareTo(known) > 0 ? state : known;
      }
    }
  }

  private static ValueState state(Kind kind) {
    return switch (kind) {
      case PARTIAL -> ValueState.PARTIAL;
      case TIMEOUT -> ValueState.TIMEOUT;
      case UNREACHABLE, OVERLOADED, NOT_READY, REFUSED -> ValueState.ERROR;
    };
  }

  /**
   * Returns the time of the latest action that went into each key's value; {@link Long#MIN_VALUE}
   * where there is none, or where a part of the statement that tells it is missing: a later one may
   * be in that part.
   */
  long[] lastActionMillis(AggregateFeature feature, LastActionSource source, long asOfMillis) {
    long[] millis = seenLastActionMillis(feature, source, asOfMillis);
    for (StatementAnswer.Shortfall shortfall :
        answer.statements().get(source.statement()).shortfalls()) {
      Arrays.fill(millis, shortfall.from(), shortfall.to(), Long.MIN_VALUE);
    }
    return millis;
  }

  private long[] seenLastActionMillis(
      AggregateFeature feature, LastActionSource source, long asOfMillis) {
    long[] millis = new long[keys.keys().size()];
    if (source instanceof LastActionSource.Computed computed) {
      AggregateRows rows = (AggregateRows) decoded(computed.statement());
      for (int key = 0; key < millis.length; key++) {
        millis[key] =
            rows.missing(key, computed.columns())
                ? Long.MIN_VALUE
                : rows.int64(key, computed.columns());
      }
      return millis;
    }
    FetchedActions actions = (FetchedActions) decoded(((LastActionSource.Rows) source).statement());
    FeatureEvaluator evaluator = FeatureEvaluator.bind(feature, actions, this.values);
    for (int key = 0; key < millis.length; key++) {
      millis[key] =
          evaluator
              .lastAction(allRows, actions.from(key), actions.to(key), asOfMillis)
              .orElse(Long.MIN_VALUE);
    }
    return millis;
  }

  /** The terms of one key. */
  private final class Terms implements TermValues {
    private final List<TermSource> sources;
    private final int key;

    Terms(List<TermSource> sources, int key) {
      this.sources = sources;
      this.key = key;
    }

    @Override
    public boolean missing(int term) {
      return single(term).missing(key, columns(term));
    }

    @Override
    public long int64(int term) {
      return single(term).int64(key, columns(term));
    }

    @Override
    public double float64(int term) {
      return single(term).float64(key, columns(term));
    }

    @Override
    public Items keys(int term) {
      return grouped(term).groups(key, groupedColumn(term));
    }

    @Override
    public Items counts(int term) {
      return grouped(term).counts(key, groupedColumn(term));
    }

    private AggregateRows single(int term) {
      return (AggregateRows) decoded(sources.get(term).statement());
    }

    private TermColumns columns(int term) {
      return ((TermSource.Single) sources.get(term)).columns();
    }

    private GroupedRows grouped(int term) {
      return (GroupedRows) decoded(sources.get(term).statement());
    }

    private int groupedColumn(int term) {
      return ((TermSource.Grouped) sources.get(term)).column();
    }
  }
}
