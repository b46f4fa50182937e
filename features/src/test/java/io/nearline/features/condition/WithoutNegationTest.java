package io.nearline.features.condition;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.TestAttributes;
import io.nearline.features.action.Action;
import io.nearline.features.action.Attributes;
import io.nearline.features.attribute.MissingValue;
import io.nearline.features.field.ActionTable;
import io.nearline.features.field.Field;
import io.nearline.features.request.RequestValue;
import io.nearline.features.request.RequestValues;
import io.nearline.features.type.ScalarType;
import io.nearline.features.value.Items;
import io.nearline.features.value.KeyOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WithoutNegationTest {
  private static final List<Field> FIELDS =
      List.of(
          TestAttributes.field("objectAttributes.geo"),
          TestAttributes.field("objectAttributes.city"),
          TestAttributes.field("objectAttributes.price"),
          TestAttributes.field("verbAttributes.dwell"),
          TestAttributes.field("objectAttributes.stock"),
          TestAttributes.field("actorAttributes.years"),
          TestAttributes.field("objectAttributes.remote"),
          TestAttributes.field("actorAttributes.premium"),
          TestAttributes.field("verb"));
  private static final List<String> TEXTS =
      List.of("", "__", MissingValue.STRING, "a", "zz", "\uE000", "\uD83D\uDE00");
  private static final List<Long> INTEGERS =
      List.of(Long.MIN_VALUE, Long.MIN_VALUE + 1, -1L, 0L, Long.MAX_VALUE);
  private static final List<Double> DOUBLES = List.of(-Double.MAX_VALUE, -0.0, 0.0, 1.5);

  private final long seed = Long.getLong("nearline.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      quoteCharacter = '`',
      textBlock =
          """
          !(verb == "x") -> verb != "x"
          !(verb in ["x", "y"]) -> verb != "x" && verb != "y"
          objectAttributes.geo == "x" -> objectAttributes.geo == "x"
          objectAttributes.geo != "x" -> has(objectAttributes.geo) && objectAttributes.geo != "x"
          !(objectAttributes.geo == "x") -> !has(objectAttributes.geo) || objectAttributes.geo != "x"
          !(objectAttributes.geo != "x") -> !has(objectAttributes.geo) || objectAttributes.geo == "x"
          !(objectAttributes.geo in ["x", "y"]) -> !has(objectAttributes.geo) || objectAttributes.geo != "x" && objectAttributes.geo != "y"
          objectAttributes.price > 5 -> objectAttributes.price > 5.0
          objectAttributes.price < 5 -> has(objectAttributes.price) && objectAttributes.price < 5.0
          !objectAttributes.remote -> !has(objectAttributes.remote) || objectAttributes.remote != true
          !has(objectAttributes.geo) -> !has(objectAttributes.geo)
          objectAttributes.price > request.min -> has(objectAttributes.price) && objectAttributes.price > request.min
          objectAttributes.geo in ["x", request.geo] -> has(objectAttributes.geo) && objectAttributes.geo in ["x", request.geo]
          objectAttributes.geo.startsWith(request.geo) -> has(objectAttributes.geo) && objectAttributes.geo.startsWith(request.geo)
          !(objectAttributes.geo in ["x", request.geo]) -> !has(objectAttributes.geo) || objectAttributes.geo != "x" && objectAttributes.geo != request.geo
          !objectAttributes.geo.startsWith(request.geo) -> !has(objectAttributes.geo) || has(objectAttributes.geo) && !objectAttributes.geo.startsWith(request.geo)
          verb == request.verb -> verb == request.verb
          !(verb == "x" && actor == 1) -> verb != "x" || actor != 1
          !(verb == "x" || actor == 1) -> verb != "x" && actor != 1
          """)
  void rewrites(String text, String expected) {
    Condition condition = new ConditionCompiler(TestAttributes.CATALOGUE).compile(text);
    assertThat(condition.withoutNegation().text()).isEqualTo(expected);
  }

  @Test
  void meansTheSameForEveryActionInJavaAndOverStoredMissingValues() {
    System.out.println("WithoutNegationTest seed: " + seed);
    List<Action> actions = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      actions.add(action());
    }
    ActionTable table = ActionTable.of(actions, FIELDS);
    for (int i = 0; i < 3_000; i++) {
      Condition condition = condition(4);
      Condition rewritten = condition.withoutNegation();
      RequestValues values = requestValues();
      RowPredicate original = Conditions.bind(condition, table, values);
      RowPredicate same = Conditions.bind(rewritten, table, values);
      Condition resolved = rewritten.resolve(values);
      for (int row = 0; row < actions.size(); row++) {
        assertThat(same.test(row))
            .as("%s as %s of %s", condition.text(), rewritten.text(), actions.get(row))
            .isEqualTo(original.test(row));
        assertThat(overStored(resolved, table, row))
            .as("%s stored, as %s of %s", condition.text(), rewritten.text(), actions.get(row))
            .isEqualTo(original.test(row));
      }
    }
  }

  /**
   * Evaluates as a database does that knows nothing of missing values: they are values like others,
   * booleans are 1 and 0.
   */
  private static boolean overStored(Condition condition, ActionTable table, int row) {
    if (condition instanceof Condition.And and) {
      return and.conditions().stream().allMatch(part -> overStored(part, table, row));
    }
    if (condition instanceof Condition.Or or) {
      return or.conditions().stream().anyMatch(part -> overStored(part, table, row));
    }
    if (condition instanceof Atom.Has has) {
      return !stored(has.field(), table, row).equals(missing(has.field()));
    }
    if (condition instanceof Atom.Missing missing) {
      return stored(missing.field(), table, row).equals(missing(missing.field()));
    }
    if (condition instanceof Atom.StartsWith starts) {
      return ((String) stored(starts.field(), table, row))
          .startsWith((String) value((Literal) starts.prefix()));
    }
    if (condition instanceof Atom.StartsOtherwise starts) {
      return !((String) stored(starts.field(), table, row))
          .startsWith((String) value((Literal) starts.prefix()));
    }
    if (condition instanceof Atom.In in) {
      Object value = stored(in.field(), table, row);
      return in.values().stream()
          .anyMatch(literal -> compare(value, value((Literal) literal)) == 0);
    }
    if (condition instanceof Atom.Comparison comparison) {
      Object right =
          comparison.right() instanceof Operand.FieldOperand other
              ? stored(other.field(), table, row)
              : value((Literal) comparison.right());
      return comparison.comparator().holds(compare(stored(comparison.field(), table, row), right));
    }
    assertThat(condition).isInstanceOfAny(Condition.Always.class, Condition.Never.class);
    return condition instanceof Condition.Always;
  }

  private static Object stored(Field field, ActionTable table, int row) {
    int column = table.column(field);
    if (table.missing(column, row)) {
      return missing(field);
    }
    return switch ((ScalarType) field.type()) {
      case STRING -> table.string(column, row);
      case INT64 -> table.int64(column, row);
      case DOUBLE -> table.float64(column, row);
      case BOOL -> table.bool(column, row) ? 1 : 0;
    };
  }

  private static Object missing(Field field) {
    return switch ((ScalarType) field.type()) {
      case STRING -> MissingValue.STRING;
      case INT64 -> MissingValue.INT64;
      case DOUBLE -> MissingValue.DOUBLE;
      case BOOL -> MissingValue.BOOL;
    };
  }

  private static Object value(Literal literal) {
    if (literal instanceof Literal.Text text) {
      return text.value();
    }
    if (literal instanceof Literal.Int64 number) {
      return number.value();
    }
    if (literal instanceof Literal.Float64 number) {
      return number.value();
    }
    return ((Literal.Bool) literal).value() ? 1 : 0;
  }

  private static int compare(Object one, Object other) {
    if (one instanceof String text) {
      return KeyOrder.UTF_8.compare(text, (String) other);
    }
    if (one instanceof Double number) {
      return number < (Double) other ? -1 : number > (Double) other ? 1 : 0;
    }
    return Long.compare(((Number) one).longValue(), ((Number) other).longValue());
  }

  private Condition condition(int depth) {
    int kind = random.nextInt(depth == 0 ? 5 : 9);
    Field field = pick(FIELDS);
    return switch (kind) {
      case 0, 1 -> comparison(field);
      case 2 -> new Atom.In(field, List.of(constant(field), constant(field)));
      case 3 -> Condition.has(field);
      case 4 -> new Atom.StartsWith(pick(strings()), constant(pick(strings())));
      case 5, 6 -> Condition.not(condition(depth - 1));
      case 7 -> Condition.and(List.of(condition(depth - 1), condition(depth - 1)));
      default -> Condition.or(List.of(condition(depth - 1), condition(depth - 1)));
    };
  }

  private Condition comparison(Field field) {
    Comparator comparator = pick(List.of(Comparator.values()));
    if (field.type() == ScalarType.BOOL && comparator.isOrder()) {
      comparator = Comparator.NOT_EQUAL;
    }
    List<Field> others = FIELDS.stream().filter(other -> other.type() == field.type()).toList();
    return random.nextInt(4) == 0
        ? new Atom.Comparison(field, comparator, new Operand.FieldOperand(pick(others)))
        : new Atom.Comparison(field, comparator, constant(field));
  }

  private Constant constant(Field field) {
    return random.nextInt(3) > 0
        ? literal(field)
        : new Operand.Requested(new RequestValue(field.type().text(), field.type()));
  }

  /** Returns a value of each type, named after it. */
  private RequestValues requestValues() {
    Map<String, Items> columns = new HashMap<>();
    for (ScalarType type : ScalarType.values()) {
      Items.Builder column = Items.builder(type, 1);
      switch (type) {
        case STRING -> column.add(pick(TEXTS));
        case INT64 -> column.add(pick(INTEGERS).longValue());
        case DOUBLE -> column.add(pick(DOUBLES).doubleValue());
        case BOOL -> column.add(random.nextBoolean());
      }
      columns.put(type.text(), column.build());
    }
    return new RequestValues(columns);
  }

  private Literal literal(Field field) {
    return switch ((ScalarType) field.type()) {
      case STRING -> new Literal.Text(pick(TEXTS));
      case INT64 -> new Literal.Int64(pick(INTEGERS));
      case DOUBLE -> new Literal.Float64(pick(DOUBLES));
      case BOOL -> new Literal.Bool(random.nextBoolean());
    };
  }

  /** Returns an action of which anything may be missing, and nothing is a missing value as data. */
  private Action action() {
    Map<String, Map<String, Object>> roots = new HashMap<>();
    for (Field field : FIELDS) {
      Object value =
          switch ((ScalarType) field.type()) {
            case STRING -> pick(TEXTS);
            case INT64 -> pick(INTEGERS);
            case DOUBLE -> pick(DOUBLES);
            case BOOL -> random.nextBoolean();
          };
      boolean data = !value.equals(MissingValue.STRING) && !value.equals(MissingValue.INT64);
      int dot = field.text().indexOf('.');
      if (dot > 0 && data && random.nextInt(3) > 0) {
        roots
            .computeIfAbsent(field.text().substring(0, dot), root -> new HashMap<>())
            .put(field.text().substring(dot + 1), value);
      }
    }
    return new Action(
        "e",
        1,
        attributes(roots.get("actorAttributes")),
        pick(TEXTS),
        attributes(roots.get("verbAttributes")),
        "o",
        attributes(roots.get("objectAttributes")),
        0);
  }

  private static @Nullable Attributes attributes(@Nullable Map<String, Object> values) {
    return values == null ? null : Attributes.of(values);
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private static List<Field> strings() {
    return FIELDS.stream().filter(field -> field.type() == ScalarType.STRING).toList();
  }
}
