package io.nearline.ingest.pipeline;

import io.nearline.features.attribute.AttributeRoot;
import io.nearline.features.yaml.YamlMapping;
import io.nearline.features.yaml.YamlScalar;
import io.nearline.features.yaml.YamlSequence;
import io.nearline.ingest.expression.Expression;
import io.nearline.ingest.expression.ExpressionScope;
import io.nearline.ingest.expression.ResultKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads one pipeline. Not thread-safe. */
final class PipelineReader {
  private final YamlMapping mapping;
  private final Optional<YamlScalar> name;
  private final List<YamlScalar> tables = new ArrayList<>();
  private List<YamlScalar> sources = List.of();

  PipelineReader(YamlMapping mapping) {
    this.mapping = mapping;
    this.name = mapping.require("name", "a name") ? mapping.scalar("name") : Optional.empty();
  }

  Optional<YamlScalar> name() {
    return name;
  }

  List<YamlScalar> sources() {
    return sources;
  }

  List<YamlScalar> tables() {
    return tables;
  }

  /** Returns the pipeline, or empty when something is wrong with it, which is reported. */
  Optional<Pipeline> read() {
    int before = mapping.place().problems().count();
    Optional<String> text = name.flatMap(ConfiguredName.DEFINITION::read);
    List<String> from = from();
    EventFormat format = format();
    boolean keyed = keyedByActor();
    ExpressionScope scope = format.scope();
    Optional<Expression> eventId = eventId(format, scope);
    Optional<Expression> filter =
        mapping.scalar("filter").flatMap(s -> scope.compile("filter", s, ResultKind.BOOL));
    List<Join> joins = new ArrayList<>();
    ExpressionScope joined = joins(scope, joins);
    @Nullable Projection projection = projection(format, scope, joined);
    mapping.finish();
    if (mapping.place().problems().count() > before || projection == null || text.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Pipeline(text.get(), from, format, keyed, eventId, filter, joins, projection));
  }

  private List<String> from() {
    if (!mapping.require("from", "a list of topics")) {
      return List.of();
    }
    Optional<YamlSequence> sequence = mapping.sequence("from");
    sources = sequence.map(YamlSequence::scalars).orElse(List.of());
    if (sequence.isPresent() && sequence.get().items().isEmpty()) {
      sequence.get().place().report("no topics", "at least one topic");
    }
    Set<String> topics = new HashSet<>();
    for (YamlScalar source : sources) {
      ConfiguredName.TOPIC.read(source);
      if (!topics.add(source.text())) {
        source.place().report(source.text(), "each topic once");
      }
    }
    return sources.stream().map(YamlScalar::text).toList();
  }

  private EventFormat format() {
    String formats =
        Arrays.stream(EventFormat.values())
            .map(EventFormat::text)
            .collect(Collectors.joining(", "));
    if (!mapping.require("format", "one of " + formats)) {
      return EventFormat.JSON;
    }
    Optional<YamlScalar> scalar = mapping.scalar("format");
    Optional<EventFormat> format = scalar.map(YamlScalar::text).flatMap(EventFormat::of);
    if (scalar.isPresent() && format.isEmpty()) {
      scalar.get().place().report(scalar.get().describe(), "one of " + formats);
    }
    return format.orElse(EventFormat.JSON);
  }

  private boolean keyedByActor() {
    Optional<YamlScalar> scalar = mapping.scalar("keyed_by");
    scalar
        .filter(s -> !s.text().equals("actor"))
        .ifPresent(s -> s.place().report(s.describe(), "actor, or no keyed_by at all"));
    return scalar.isPresent();
  }

  private Optional<Expression> eventId(EventFormat format, ExpressionScope scope) {
    Optional<YamlScalar> scalar = mapping.scalar("event_id");
    if (scalar.isEmpty() && format == EventFormat.ACTION) {
      return Optional.of(
          scope.compile("event_id", "event.?eventId.orValue(null)", ResultKind.IDENTIFIER));
    }
    return scalar.flatMap(s -> scope.compile("event_id", s, ResultKind.IDENTIFIER));
  }

  private ExpressionScope joins(ExpressionScope scope, List<Join> joins) {
    ExpressionScope joined = scope;
    Set<String> names = new HashSet<>();
    for (YamlMapping join :
        mapping.sequence("join").map(YamlSequence::mappings).orElse(List.of())) {
      Optional<String> table =
          join.require("table", "the name for expressions")
              ? join.scalar("table").flatMap(s -> ConfiguredName.VARIABLE.readOnce(s, names))
              : Optional.empty();
      Optional<YamlScalar> topic =
          join.require("topic", "a topic") ? join.scalar("topic") : Optional.empty();
      topic.filter(s -> ConfiguredName.TOPIC.read(s).isPresent()).ifPresent(tables::add);
      ExpressionScope keyScope = joined;
      String path = "join[" + joins.size() + "].key";
      Optional<Expression> key =
          join.require("key", "an expression")
              ? join.scalar("key").flatMap(s -> keyScope.compile(path, s, ResultKind.IDENTIFIER))
              : Optional.empty();
      MissPolicy onMiss = onMiss(join);
      join.finish();
      if (table.isPresent()) {
        joined = joined.with(table.get());
      }
      if (table.isPresent() && topic.isPresent() && key.isPresent()) {
        joins.add(new Join(table.get(), topic.get().text(), key.get(), onMiss));
      }
    }
    return joined;
  }

  private static MissPolicy onMiss(YamlMapping join) {
    Optional<YamlScalar> scalar = join.scalar("on_miss");
    Optional<MissPolicy> policy = scalar.map(YamlScalar::text).flatMap(MissPolicy::of);
    if (scalar.isPresent() && policy.isEmpty()) {
      scalar.get().place().report(scalar.get().describe(), "null_attributes, drop or dead_letter");
    }
    return policy.orElse(MissPolicy.NULL_ATTRIBUTES);
  }

  private @Nullable Projection projection(
      EventFormat format, ExpressionScope event, ExpressionScope joined) {
    boolean passThrough = format == EventFormat.ACTION;
    if (!passThrough && !mapping.require("action", "a mapping of the action's fields")) {
      return null;
    }
    Optional<YamlMapping> action = mapping.mapping("action");
    if (action.isEmpty() && !passThrough) {
      return null;
    }
    Fields fields = new Fields(action, passThrough);
    Optional<Expression> actor = fields.required("actor", event, ResultKind.INTEGER);
    Optional<Expression> timestamp = fields.required("timestamp", event, ResultKind.INSTANT);
    Optional<Expression> verb = fields.required("verb", joined, ResultKind.STRING);
    Optional<Expression> object = fields.required("object", joined, ResultKind.STRING);
    Map<AttributeRoot, Expression> attributes = new EnumMap<>(AttributeRoot.class);
    for (AttributeRoot root : AttributeRoot.values()) {
      fields.attributes(root, joined).ifPresent(expression -> attributes.put(root, expression));
    }
    action.ifPresent(YamlMapping::finish);
    if (actor.isEmpty() || timestamp.isEmpty() || verb.isEmpty() || object.isEmpty()) {
      return null;
    }
    return new Projection(actor.get(), timestamp.get(), verb.get(), object.get(), attributes);
  }

  /** The fields of {@code action}; in a pass-through pipeline absent ones are the event's own. */
  private record Fields(Optional<YamlMapping> action, boolean passThrough) {

    Optional<Expression> required(String field, ExpressionScope scope, ResultKind kind) {
      Optional<YamlScalar> scalar = action.flatMap(fields -> fields.scalar(field));
      if (scalar.isEmpty() && passThrough) {
        return Optional.of(scope.compile(path(field), "event." + field, kind));
      }
      action.ifPresent(fields -> fields.require(field, kind.text()));
      return scalar.flatMap(s -> scope.compile(path(field), s, kind));
    }

    Optional<Expression> attributes(AttributeRoot root, ExpressionScope scope) {
      String field = root.field();
      Optional<YamlScalar> scalar = action.flatMap(fields -> fields.scalar(field));
      if (scalar.isEmpty() && passThrough) {
        String text = "event.?" + field + ".orValue(null)";
        return Optional.of(scope.compile(path(field), text, ResultKind.ATTRIBUTES));
      }
      return scalar.flatMap(s -> scope.compile(path(field), s, ResultKind.ATTRIBUTES));
    }

    private static String path(String field) {
      return "action." + field;
    }
  }
}
