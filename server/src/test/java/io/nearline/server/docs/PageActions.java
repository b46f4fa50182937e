package io.nearline.server.docs;

import io.nearline.features.action.Action;
import io.nearline.features.action.Attributes;
import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.features.attribute.AttributePath;
import io.nearline.features.attribute.AttributeRoot;
import io.nearline.features.field.ActionTable;
import io.nearline.features.field.Field;
import io.nearline.features.type.ScalarType;
import io.nearline.features.type.ValueType;
import io.nearline.features.type.VectorType;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The actions of the page's examples: a table with the columns that the page has. */
final class PageActions {
  /** The instant of all examples. */
  static final Instant AS_OF = Instant.parse("2027-01-15T08:00:00Z");

  private static final Pattern AGE = Pattern.compile("(−?)(\\d+) (ms|s|min|h)");

  /** The columns that are attributes. */
  private static final Map<Integer, String> ATTRIBUTES =
      Map.of(
          3,
          "industry",
          5,
          "device",
          6,
          "dwell_ms",
          8,
          "geo",
          9,
          "salary",
          10,
          "remote",
          11,
          "embedding");

  private PageActions() {}

  /** Reads the table: event id, age, actor, industry, verb, device, dwell, object, and the rest. */
  static List<Action> read(LanguagePage page, AttributeCatalogue attributes) {
    return page.rows("eventId").stream().map(row -> action(row.cells(), attributes)).toList();
  }

  /** Returns the actions of one entity, whose keys are given as texts. */
  static List<Action> of(List<Action> actions, List<Field> keys, List<String> texts) {
    ActionTable table = ActionTable.of(actions, keys);
    return IntStream.range(0, actions.size())
        .filter(row -> key(table, keys, row).equals(texts))
        .mapToObj(actions::get)
        .toList();
  }

  private static List<String> key(ActionTable table, List<Field> keys, int row) {
    return keys.stream().map(key -> key(table, key, row)).collect(Collectors.toList());
  }

  private static String key(ActionTable table, Field key, int row) {
    int column = table.column(key);
    if (table.missing(column, row)) {
      return "";
    }
    return key.type() == ScalarType.INT64
        ? Long.toString(table.int64(column, row))
        : table.string(column, row);
  }

  private static Action action(List<String> cells, AttributeCatalogue declared) {
    return new Action(
        cells.get(0),
        Long.parseLong(cells.get(2)),
        attributes(AttributeRoot.ACTOR, cells, declared),
        cells.get(4),
        attributes(AttributeRoot.VERB, cells, declared),
        cells.get(7),
        attributes(AttributeRoot.OBJECT, cells, declared),
        AS_OF.toEpochMilli() - millis(cells.get(1)));
  }

  private static Attributes attributes(
      AttributeRoot root, List<String> cells, AttributeCatalogue declared) {
    Map<String, Object> values = new LinkedHashMap<>();
    ATTRIBUTES.forEach(
        (column, name) -> {
          AttributePath path = new AttributePath(root, name);
          String cell = cells.get(column);
          declared
              .attribute(path)
              .filter(attribute -> !cell.isEmpty())
              .ifPresent(attribute -> values.put(name, value(attribute.type(), cell)));
        });
    return Attributes.of(values);
  }

  private static Object value(ValueType type, String cell) {
    if (type instanceof VectorType) {
      return Arrays.stream(cell.replaceAll("[\\[\\]]", "").split(", *"))
          .map(Double::valueOf)
          .toList();
    }
    return switch ((ScalarType) type) {
      case STRING -> cell;
      case INT64 -> Long.valueOf(cell);
      case DOUBLE -> Double.valueOf(cell);
      case BOOL -> Boolean.valueOf(cell);
    };
  }

  private static long millis(String age) {
    Matcher matcher = AGE.matcher(age);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("age: " + age + " (expected: such as 30 min)");
    }
    long unit =
        switch (matcher.group(3)) {
          case "ms" -> 1;
          case "s" -> 1_000;
          case "min" -> 60_000;
          default -> 3_600_000;
        };
    return (matcher.group(1).isEmpty() ? 1 : -1) * Long.parseLong(matcher.group(2)) * unit;
  }
}
