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
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads one pipeline. Not thread-safe. */
final class PipelineReader {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,62}");
  private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,200}");
  private static final Pattern TABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** CEL's reserved words, and the name of the event. */
  private static final Set<String> RESERVED =
      Set.of(
          ExpressionScope.EVENT,
          "true",
          "false",
          "null",
          "in",
          "as",
          "break",
          "const",
          "continue",
          "else",
          "for",
          "function",
          "if",
          "import",
          "let",
          "loop",
          "namespace",
          "package",
          "return",
          "var",
          "void",
          "while");

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
    Optional<String> text = name.flatMap(PipelineReader::name);
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

  private static Optional<String> name(YamlScalar scalar) {
    return matching(scalar, NAME, "a lower-case letter, then letters, digits, _ and -");
  }

  private static Optional<String> matching(YamlScalar scalar, Pattern pattern, String expected) {
    if (!pattern.matcher(scalar.text()).matches()) {
      scalar.place().report(scalar.describe(), expected);
      return Optional.empty();
    }
    return Optional.of(scalar.text());
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
      topic(source);
      if (!topics.add(source.text())) {
        source.place().report(source.text(), "each topic once");
      }
    }
    return sources.stream().map(YamlScalar::text).toList();
  }

  private static Optional<String> topic(YamlScalar scalar) {
    return matching(scalar, TOPIC, "a topic's name: letters, digits, '.', '_' and '-'");
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
              ? join.scalar("table").flatMap(s -> table(s, names))
              : Optional.empty();
      Optional<YamlScalar> topic =
          join.require("topic", "a topic") ? join.scalar("topic") : Optional.empty();
      topic.filter(s -> topic(s).isPresent()).ifPresent(tables::add);
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

  private static Optional<String> table(YamlScalar scalar, Set<String> names) {
    Optional<String> table =
        matching(scalar, TABLE, "a name: a letter or _, then letters, digits and _");
    if (table.isPresent() && RESERVED.contains(table.get())) {
      scalar.place().report(table.get(), "a name other than " + table.get());
      return Optional.empty();
    }
    if (table.isPresent() && !names.add(table.get())) {
      scalar.place().report(table.get(), "each name once");
      return Optional.empty();
    }
    return table;
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
