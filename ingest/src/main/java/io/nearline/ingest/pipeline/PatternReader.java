package io.nearline.ingest.pipeline;

import io.nearline.features.attribute.AttributeRoot;
import io.nearline.features.attribute.ColumnLimits;
import io.nearline.features.yaml.DurationText;
import io.nearline.features.yaml.YamlMapping;
import io.nearline.features.yaml.YamlScalar;
import io.nearline.features.yaml.YamlSequence;
import io.nearline.ingest.expression.ActionVariable;
import io.nearline.ingest.expression.Expression;
import io.nearline.ingest.expression.ExpressionScope;
import io.nearline.ingest.expression.ResultKind;
import io.nearline.ingest.pattern.ActionPattern;
import io.nearline.ingest.pattern.PatternEmission;
import io.nearline.ingest.pattern.PatternStep;
import io.nearline.ingest.pattern.PatternStep.Take;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one pattern. Not thread-safe. */
final class PatternReader {
  private static final int USUAL_LIMIT = 100;
  private static final int MOST_LIMIT = 10_000;
  private static final int FEWEST_STEPS = 2;

  private final YamlMapping mapping;
  private final Set<String> pipelines;
  private final Optional<YamlScalar> name;
  private final List<String> names = new ArrayList<>();

  /**
   * Makes the reader.
   *
   * @param pipelines the pipelines' names
   */
  PatternReader(YamlMapping mapping, Set<String> pipelines) {
    this.mapping = mapping;
    this.pipelines = pipelines;
    this.name = mapping.require("name", "a name") ? mapping.scalar("name") : Optional.empty();
  }

  Optional<YamlScalar> name() {
    return name;
  }

  /** Returns the pattern, or empty when something is wrong with it, which is reported. */
  Optional<ActionPattern> read() {
    int before = mapping.place().problems().count();
    Optional<String> text = name.flatMap(ConfiguredName.DEFINITION::read);
    Set<String> from = from();
    Set<String> verbs = verbs();
    Optional<Duration> within =
        mapping.require("within", DurationText.EXPECTATION)
            ? mapping.scalar("within").flatMap(YamlScalar::duration)
            : Optional.empty();
    Optional<Duration> grace =
        mapping.require("grace", DurationText.EXPECTATION)
            ? mapping.scalar("grace").flatMap(PatternReader::grace)
            : Optional.empty();
    int limit =
        mapping
            .scalar("limit")
            .map(scalar -> scalar.integer(1, MOST_LIMIT).orElse(USUAL_LIMIT))
            .orElse(USUAL_LIMIT);
    List<PatternStep> steps = steps();
    Optional<PatternEmission> emission = emission();
    mapping.finish();
    if (mapping.place().problems().count() > before
        || text.isEmpty()
        || within.isEmpty()
        || grace.isEmpty()
        || emission.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ActionPattern(
            text.get(), from, verbs, steps, within.get(), grace.get(), limit, emission.get()));
  }

  private Set<String> from() {
    if (!mapping.require("from", "a list of pipelines")) {
      return Set.of();
    }
    Set<String> from = new LinkedHashSet<>();
    Optional<YamlSequence> sequence = mapping.sequence("from");
    sequence
        .filter(list -> list.items().isEmpty())
        .ifPresent(list -> list.place().report("no pipelines", "at least one pipeline"));
    for (YamlScalar scalar : sequence.map(YamlSequence::scalars).orElse(List.of())) {
      if (!pipelines.contains(scalar.text())) {
        scalar
            .place()
            .report(
                scalar.describe(),
                "a pipeline: " + String.join(", ", pipelines.stream().sorted().toList()));
      } else if (!from.add(scalar.text())) {
        scalar.place().report(scalar.text(), "each pipeline once");
      }
    }
    return from;
  }

  private Set<String> verbs() {
    Set<String> verbs = new LinkedHashSet<>();
    Optional<YamlSequence> sequence = mapping.sequence("verbs");
    sequence
        .filter(list -> list.items().isEmpty())
        .ifPresent(
            list -> list.place().report("no verbs", "at least one verb, or no verbs at all"));
    for (YamlScalar scalar : sequence.map(YamlSequence::scalars).orElse(List.of())) {
      if (scalar.text().isEmpty() || scalar.text().length() > ColumnLimits.VERB) {
        scalar
            .place()
            .report(scalar.describe(), "a verb of 1 to " + ColumnLimits.VERB + " characters");
      } else if (!verbs.add(scalar.text())) {
        scalar.place().report(scalar.text(), "each verb once");
      }
    }
    return verbs;
  }

  private static Optional<Duration> grace(YamlScalar scalar) {
    Optional<Duration> grace = DurationText.parse(scalar.text());
    if (grace.isEmpty()) {
      scalar.place().report(scalar.describe(), DurationText.EXPECTATION + ", or 0s");
    }
    return grace;
  }

  private List<PatternStep> steps() {
    if (!mapping.require("steps", "a list of steps")) {
      return List.of();
    }
    Optional<YamlSequence> sequence = mapping.sequence("steps");
    sequence
        .filter(list -> list.items().size() < FEWEST_STEPS)
        .ifPresent(
            list ->
                list.place()
                    .report(list.items().size() + " steps", "at least " + FEWEST_STEPS + " steps"));
    List<PatternStep> steps = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    int index = 0;
    for (YamlMapping step : sequence.map(YamlSequence::mappings).orElse(List.of())) {
      Optional<String> stepName =
          step.require("name", "the name for expressions")
              ? step.scalar("name").flatMap(s -> ConfiguredName.VARIABLE.readOnce(s, taken))
              : Optional.empty();
      List<String> known = new ArrayList<>(names);
      known.add(ActionVariable.NAME);
      String path = "steps[" + index + "].where";
      Optional<Expression> where =
          step.require("where", "an expression")
              ? step.scalar("where")
                  .flatMap(s -> ExpressionScope.ofActions(known).compile(path, s, ResultKind.BOOL))
              : Optional.empty();
      Take take = take(step);
      step.finish();
      stepName.ifPresent(names::add);
      if (stepName.isPresent() && where.isPresent()) {
        steps.add(new PatternStep(stepName.get(), where.get(), take));
      }
      index++;
    }
    return steps;
  }

  private static Take take(YamlMapping step) {
    Optional<YamlScalar> scalar = step.scalar("take");
    Optional<Take> take =
        scalar.flatMap(
            s -> Arrays.stream(Take.values()).filter(t -> t.text().equals(s.text())).findFirst());
    if (scalar.isPresent() && take.isEmpty()) {
      scalar.get().place().report(scalar.get().describe(), "next or any");
    }
    return take.orElse(Take.NEXT);
  }

  private Optional<PatternEmission> emission() {
    if (!mapping.require("emit", "a mapping of the action's fields")) {
      return Optional.empty();
    }
    Optional<YamlMapping> emit = mapping.mapping("emit");
    if (emit.isEmpty() || names.isEmpty()) {
      return Optional.empty();
    }
    ExpressionScope scope = ExpressionScope.ofActions(names);
    Optional<Expression> verb = required(emit.get(), "verb", scope);
    Optional<Expression> object = required(emit.get(), "object", scope);
    Map<AttributeRoot, Expression> attributes = new EnumMap<>(AttributeRoot.class);
    for (AttributeRoot root : AttributeRoot.values()) {
      emit.get()
          .scalar(root.field())
          .flatMap(s -> scope.compile("emit." + root.field(), s, ResultKind.ATTRIBUTES))
          .ifPresent(expression -> attributes.put(root, expression));
    }
    emit.get().finish();
    if (verb.isEmpty() || object.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new PatternEmission(verb.get(), object.get(), attributes));
  }

  private static Optional<Expression> required(
      YamlMapping emit, String field, ExpressionScope scope) {
    return emit.require(field, ResultKind.STRING.text())
        ? emit.scalar(field).flatMap(s -> scope.compile("emit." + field, s, ResultKind.STRING))
        : Optional.empty();
  }
}
