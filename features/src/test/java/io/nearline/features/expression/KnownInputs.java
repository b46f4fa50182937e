package io.nearline.features.expression;

import io.nearline.features.request.RequestValue;
import io.nearline.features.type.MapType;
import io.nearline.features.type.ScalarType;
import io.nearline.features.type.ValueType;
import io.nearline.features.type.VectorType;
import io.nearline.features.value.Value;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Features of every type for expressions under test. Names that begin with {@code no} have no
 * value.
 */
final class KnownInputs {
  private record Known(ValueType type, @Nullable Value value) {}

  private static final Map<String, Known> KNOWN = new HashMap<>();

  static {
    put("three", ScalarType.INT64, new Value.Int64(3));
    put("zero", ScalarType.INT64, new Value.Int64(0));
    put("long", ScalarType.INT64, new Value.Int64(Long.MAX_VALUE));
    put("noInt", ScalarType.INT64, null);
    put("half", ScalarType.DOUBLE, new Value.Float64(0.5));
    put("huge", ScalarType.DOUBLE, new Value.Float64(1e308));
    put("infinite", ScalarType.DOUBLE, new Value.Float64(Double.POSITIVE_INFINITY));
    put("noDouble", ScalarType.DOUBLE, null);
    put("yes", ScalarType.BOOL, new Value.Bool(true));
    put("nay", ScalarType.BOOL, new Value.Bool(false));
    put("noBool", ScalarType.BOOL, null);
    put("text", ScalarType.STRING, new Value.Text("x"));
    put("empty", ScalarType.STRING, new Value.Text(""));
    put("noText", ScalarType.STRING, null);
    put("other.text", ScalarType.STRING, new Value.Text("y"));
    put("v", new VectorType(2), new Value.Vector(1, 2));
    put("w", new VectorType(2), new Value.Vector(3, -4));
    put("null_vector", new VectorType(2), new Value.Vector(0, 0));
    put("noVector", new VectorType(2), null);
    put("v3", new VectorType(3), new Value.Vector(1, 2, 3));
    put("map", new MapType(ScalarType.STRING, ScalarType.INT64), null);
  }

  private static void put(String name, ValueType type, @Nullable Value value) {
    KNOWN.put(name, new Known(type, value));
  }

  /** One row: text values of the call are "r", numbers 7, vectors (1, 0). */
  private record Row(List<Known> byIndex) implements Inputs {

    @Override
    public @Nullable Value feature(int index) {
      return byIndex.get(index).value();
    }

    @Override
    public Value request(RequestValue value) {
      return value.type() instanceof VectorType
          ? new Value.Vector(1, 0)
          : switch ((ScalarType) value.type()) {
            case STRING -> new Value.Text("r");
            case INT64 -> new Value.Int64(7);
            case DOUBLE -> new Value.Float64(7);
            case BOOL -> new Value.Bool(true);
          };
    }
  }

  private static Expression bind(String text, Known[] byIndex) {
    ParsedExpression parsed = ParsedExpression.parse(text);
    Map<String, Input> inputs = new HashMap<>();
    for (Reference reference : parsed.references()) {
      Known known = Objects.requireNonNull(KNOWN.get(reference.text()));
      byIndex[inputs.size()] = known;
      inputs.put(
          reference.text(), new Input(inputs.size(), "s@1." + reference.text(), known.type()));
    }
    return parsed.bind(inputs).expression();
  }

  /** Returns a bound expression. */
  static Expression bind(String text) {
    return bind(text, new Known[9]);
  }

  /** Returns an expression's type and value. */
  static String evaluated(String text) {
    Known[] byIndex = new Known[9];
    Expression expression = bind(text, byIndex);
    Value value = expression.evaluate(new Row(Arrays.asList(byIndex)));
    return expression.type().text() + " " + value;
  }

  private KnownInputs() {}
}
