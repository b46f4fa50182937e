package io.nearline.server.plan;

import io.nearline.features.aggregate.Aggregate;
import io.nearline.features.aggregate.ApproximateCountDistinct;
import io.nearline.features.aggregate.Decomposition;
import io.nearline.features.aggregate.Term;
import io.nearline.features.definition.AggregateFeature;
import io.nearline.features.definition.Entity;
import io.nearline.features.field.Field;
import io.nearline.features.field.StandardField;
import io.nearline.server.sql.AggregateStatement;
import io.nearline.server.sql.GroupedStatement;
import io.nearline.server.sql.RowStatement;
import io.nearline.server.sql.Scope;
import io.nearline.server.sql.Statement;
import io.nearline.server.sql.Sums;
import io.nearline.server.sql.TermColumns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Plans one form of the features of one kind of entities: one statement for all that Pinot
 * aggregates, one for each field that counts are grouped by, one fetch of rows for the rest. In
 * this order; a statement that nothing needs is left out. Not thread-safe; for one form.
 */
final class FormPlanner {
  private final Entity entity;
  private final boolean withLastActions;
  private final int rowLimit;
  private final int groupLimit;
  private final Computation computation;
  private final AggregateStatement.Builder aggregates;
  private final Map<Field, GroupedStatement.Builder> groups = new LinkedHashMap<>();
  private final Set<Field> rowFields = new LinkedHashSet<>();
  private final Set<Scope> rowScopes = new LinkedHashSet<>();

  /**
   * Begins a plan.
   *
   * @param features all features to come
   * @param withLastActions whether the time of each value's latest action is wanted
   */
  FormPlanner(
      Entity entity,
      List<AggregateFeature> features,
      boolean withLastActions,
      int rowLimit,
      int groupLimit,
      Computation computation) {
    this.computation = computation;
    this.withLastActions = withLastActions;
    this.entity = entity;
    this.rowLimit = rowLimit;
    this.groupLimit = groupLimit;
    this.aggregates =
        new AggregateStatement.Builder(
            entity,
            features.stream()
                .filter(feature -> isAggregated(feature) && needsAggregates(feature))
                .map(FormPlanner::scope)
                .toList(),
            computation.sums(),
            computation.subject());
  }

  private static Scope scope(AggregateFeature feature) {
    return new Scope(feature.where(), feature.window().toMillis());
  }

  /** Returns whether Pinot computes a feature's terms. */
  private boolean isAggregated(AggregateFeature feature) {
    return computation.strategy() != Strategy.ROWS && whyRows(feature).isEmpty();
  }

  /** Returns why a feature needs the rows; empty when Pinot can compute its terms. */
  private static Optional<String> whyRows(AggregateFeature feature) {
    Aggregate aggregate = feature.aggregate();
    if (aggregate.decomposition().isEmpty()) {
      return Optional.of(
          aggregate.name()
              + " over "
              + feature.type().text()
              + " needs the rows: Pinot has no exact aggregation for it");
    }
    return aggregate.decomposition().get().isExactOver(feature.window().toMillis())
        ? Optional.empty()
        : Optional.of(
            aggregate.name()
                + " needs the rows: its window has so many half-lives that Pinot would lose"
                + " weights");
  }

  /** Returns whether a feature whose terms Pinot computes adds to the aggregate statement. */
  private boolean needsAggregates(AggregateFeature feature) {
    return withLastActions
        || feature.aggregate().decomposition().orElseThrow().terms().stream()
            .anyMatch(Term.Single.class::isInstance);
  }

  /** What is known of a feature before the statements have their final indexes. */
  private record Draft(
      AggregateFeature feature,
      Optional<Decomposition> decomposition,
      List<TermDraft> terms,
      Optional<TermColumns.Extreme> lastAction,
      String reason) {}

  private sealed interface TermDraft {
    record Single(TermColumns columns) implements TermDraft {}

    record Grouped(Field field, int column) implements TermDraft {}
  }

  private final List<Draft> drafts = new ArrayList<>();

  /** Adds a feature. */
  void add(AggregateFeature feature) {
    Scope scope = scope(feature);
    Optional<Decomposition> decomposition = feature.aggregate().decomposition();
    if (isAggregated(feature)) {
      List<TermDraft> terms =
          decomposition.orElseThrow().terms().stream().map(term -> add(scope, term)).toList();
      Optional<TermColumns.Extreme> lastAction =
          withLastActions
              ? Optional.of(aggregates.addLastAction(scope, feature.aggregate().needed()))
              : Optional.empty();
      drafts.add(
          new Draft(
              feature,
              decomposition,
              terms,
              lastAction,
              reason(feature.aggregate(), terms) + computation.remark()));
      return;
    }
    rowFields.addAll(feature.fields());
    rowScopes.add(scope);
    String reason =
        whyRows(feature)
            .orElseGet(
                () ->
                    feature.aggregate().name()
                        + ": evaluated over the rows"
                        + computation.remark());
    drafts.add(new Draft(feature, Optional.empty(), List.of(), Optional.empty(), reason));
  }

  private TermDraft add(Scope scope, Term term) {
    if (term instanceof Term.CountsBy counts) {
      GroupedStatement.Builder group =
          groups.computeIfAbsent(
              counts.field(), field -> new GroupedStatement.Builder(entity, field));
      return new TermDraft.Grouped(counts.field(), group.add(scope));
    }
    return new TermDraft.Single(aggregates.add(scope, (Term.Single) term));
  }

  private static String reason(Aggregate aggregate, List<TermDraft> terms) {
    for (TermDraft term : terms) {
      if (term instanceof TermDraft.Grouped grouped) {
        return aggregate.name() + ": Pinot counts exactly by " + grouped.field().text();
      }
    }
    return aggregate.name()
        + (aggregate instanceof ApproximateCountDistinct
            ? ": Pinot estimates it, with all others in one statement"
            : ": Pinot computes its terms exactly, with all others in one statement");
  }

  /**
   * Returns the form, its features in the order in which they were added.
   *
   * @param lookup the index of the lookup in the plan
   */
  LookupForm form(int lookup) {
    List<Statement> statements = new ArrayList<>();
    if (!aggregates.isEmpty()) {
      statements.add(aggregates.build(groupLimit));
    }
    groups.values().forEach(group -> statements.add(group.build(groupLimit)));
    if (!rowScopes.isEmpty()) {
      if (computation.sums() == Sums.REPEATABLE) {
        // What the rows are put in order by.
        rowFields.addAll(List.of(StandardField.TIMESTAMP, StandardField.EVENT_ID));
      }
      statements.add(RowStatement.compile(entity, rowFields, rowScopes, rowLimit));
    }
    return new LookupForm(
        entity, statements, drafts.stream().map(draft -> planned(draft, lookup)).toList());
  }

  private PlannedFeature planned(Draft draft, int lookup) {
    List<Field> groupFields = List.copyOf(groups.keySet());
    int firstGroup = aggregates.isEmpty() ? 0 : 1;
    int rows = firstGroup + groups.size();
    if (draft.decomposition().isEmpty()) {
      return new PlannedFeature(
          draft.feature(),
          lookup,
          rows,
          new FeatureSource.Rows(rows),
          withLastActions ? Optional.of(new LastActionSource.Rows(rows)) : Optional.empty(),
          draft.reason());
    }
    List<TermSource> sources = new ArrayList<>();
    for (TermDraft term : draft.terms()) {
      if (term instanceof TermDraft.Grouped grouped) {
        sources.add(
            new TermSource.Grouped(
                firstGroup + groupFields.indexOf(grouped.field()), grouped.column()));
      } else {
        sources.add(new TermSource.Single(0, ((TermDraft.Single) term).columns()));
      }
    }
    int statement = sources.stream().mapToInt(TermSource::statement).max().orElseThrow();
    return new PlannedFeature(
        draft.feature(),
        lookup,
        statement,
        new FeatureSource.Terms(draft.decomposition().get(), sources),
        draft.lastAction().map(columns -> new LastActionSource.Computed(0, columns)),
        draft.reason());
  }
}
