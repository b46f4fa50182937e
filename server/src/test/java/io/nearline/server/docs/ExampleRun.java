package io.nearline.server.docs;

import io.nearline.features.action.Action;
import io.nearline.features.definition.AggregateFeature;
import io.nearline.features.definition.Catalogue;
import io.nearline.features.definition.DerivedFeature;
import io.nearline.features.definition.Feature;
import io.nearline.features.evaluation.ReferenceEvaluator;
import io.nearline.features.expression.Inputs;
import io.nearline.features.field.Field;
import io.nearline.features.request.RequestValue;
import io.nearline.features.request.RequestValues;
import io.nearline.features.type.ScalarType;
import io.nearline.features.value.Evaluated;
import io.nearline.features.value.Items;
import io.nearline.features.value.Value;
import io.nearline.server.docs.LanguagePage.Block;
import io.nearline.server.docs.LanguagePage.Example;
import io.nearline.server.plan.Plan;
import io.nearline.server.plan.Planner;
import io.nearline.server.plan.Selection;
import io.nearline.server.sql.EntityKeys;
import io.nearline.server.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An example of the page, executed. */
final class ExampleRun {
  private static final int ROW_LIMIT = 20_000;
  private static final int GROUP_LIMIT = 100_000;

  /** {@code name of key, key = value (STATUS)}; without keys, the example's actor is meant. */
  private static final Pattern LINE = Pattern.compile("([\\w@.]+)(?: of (.+?))? *= .*");

  private static final Pattern COMMA = Pattern.compile(", ");

  private static final String ACTOR = "111";

  private final Example example;
  private final Catalogue catalogue;
  private final List<Action> actions;

  ExampleRun(Example example, Catalogue catalogue, List<Action> actions) {
    this.example = example;
    this.catalogue = catalogue;
    this.actions = actions;
  }

  Example example() {
    return example;
  }

  Catalogue catalogue() {
    return catalogue;
  }

  /** Returns the names, as the page writes them, of the features whose values it shows. */
  Set<String> shown() {
    return example.values().stream()
        .flatMap(block -> block.text().lines())
        .filter(ExampleRun::isValue)
        .map(line -> match(line).group(1))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Returns a feature's name as the page writes it: the examples' own set goes without saying. */
  static String shortName(Feature feature) {
    return feature.set().equals(PageDefinitions.SET) ? feature.name() : feature.fullName();
  }

  /** Returns the block of values as it should be. */
  String values(Block block) {
    return block.text().lines().map(this::value).collect(Collectors.joining("\n", "", "\n"));
  }

  private String value(String line) {
    if (!isValue(line)) {
      return line;
    }
    Matcher matcher = match(line);
    Feature feature = feature(matcher.group(1));
    Map<Field, String> keys = new HashMap<>();
    String[] texts = COMMA.split(keyText(matcher), -1);
    feature.keys().forEach(key -> keys.put(key, texts[keys.size()]));
    Evaluated evaluated = evaluate(feature, keys);
    return line.substring(0, line.indexOf(" = "))
        + " = "
        + evaluated.value().map(value -> ValueText.of(value) + " ").orElse("")
        + "("
        + evaluated.status()
        + ")";
  }

  private Evaluated evaluate(Feature feature, Map<Field, String> keys) {
    if (feature instanceof DerivedFeature derived) {
      return derived.evaluate(new InputValues(derived, keys));
    }
    AggregateFeature aggregate = (AggregateFeature) feature;
    List<Field> fields = aggregate.entity().keys();
    List<String> texts = fields.stream().map(keys::get).map(Objects::requireNonNull).toList();
    return ReferenceEvaluator.evaluate(
        feature, PageActions.of(actions, fields, texts), PageActions.AS_OF, request());
  }

  /** The values of a derived feature's inputs, each of the entity that it is about. */
  private final class InputValues implements Inputs {
    private final DerivedFeature derived;
    private final Map<Field, String> keys;

    InputValues(DerivedFeature derived, Map<Field, String> keys) {
      this.derived = derived;
      this.keys = keys;
    }

    @Override
    public @Nullable Value feature(int index) {
      return evaluate(derived.inputs().get(index), keys).value().orElse(null);
    }

    @Override
    public Value request(RequestValue value) {
      return ExampleRun.this.request().single(value).value(0);
    }
  }

  /** Returns what the example's call brings. */
  private RequestValues request() {
    return example
        .values()
        .map(block -> PageRequest.read(block.text(), catalogue))
        .orElse(RequestValues.NONE);
  }

  /** Returns whether a line of the block tells a value, not what the call brings. */
  private static boolean isValue(String line) {
    return !line.isBlank() && !PageRequest.isValue(line);
  }

  /** Returns the statements that Pinot is sent, for the keys whose values are shown. */
  String sql() {
    return statements().stream()
        .map(statement -> SqlText.lines(statement.write(keys(), asOfMillis(), request()).text()))
        .collect(Collectors.joining("\n\n", "", "\n"));
  }

  /** Returns how the features get their values. */
  Set<String> strategies() {
    return statements().stream()
        .map(Statement::strategy)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private List<Statement> statements() {
    return plan().lookups().stream()
        .map(lookup -> lookup.aggregates().statements())
        .flatMap(List::stream)
        .toList();
  }

  /** Returns how the server gets all features of the example. */
  Plan plan() {
    List<String> names = catalogue.features().stream().map(Feature::fullName).toList();
    return new Planner(catalogue, ROW_LIMIT, GROUP_LIMIT)
        .plan(new Selection.Features(names), /* withLastActions= */ false);
  }

  /** Returns the entities whose values are shown, in the columns of the first feature's keys. */
  private EntityKeys keys() {
    List<String[]> entities =
        example.values().stream()
            .flatMap(block -> block.text().lines())
            .filter(ExampleRun::isValue)
            .filter(ExampleRun::isValue)
            .map(line -> keyText(match(line)))
            .distinct()
            .map(text -> COMMA.split(text, -1))
            .toList();
    List<Field> keys = catalogue.features().get(0).aggregates().iterator().next().entity().keys();
    List<Items> columns = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      Items.Builder column = Items.builder(keys.get(i).type(), entities.size());
      for (String[] entity : entities) {
        if (keys.get(i).type() == ScalarType.STRING) {
          column.add(entity[i]);
        } else {
          column.add(Long.parseLong(entity[i]));
        }
      }
      columns.add(column.build());
    }
    return new EntityKeys(columns);
  }

  private Feature feature(String name) {
    return Optional.of(name)
        .filter(text -> !text.contains("."))
        .flatMap(text -> catalogue.feature(PageDefinitions.SET + "." + text))
        .or(() -> catalogue.feature(name))
        .orElseThrow(() -> new AssertionError(example + ": " + name + " is not defined there"));
  }

  private static long asOfMillis() {
    return PageActions.AS_OF.toEpochMilli();
  }

  private static String keyText(Matcher line) {
    return line.group(2) == null ? ACTOR : line.group(2);
  }

  private Matcher match(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new AssertionError(example + ": " + line + " (expected: name = value (STATUS))");
    }
    return matcher;
  }
}
