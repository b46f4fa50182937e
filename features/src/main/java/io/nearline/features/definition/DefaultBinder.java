package io.nearline.features.definition;

import io.nearline.features.type.ScalarType;
import io.nearline.features.type.ValueType;
import io.nearline.features.type.VectorType;
import io.nearline.features.value.Value;
import io.nearline.features.yaml.YamlNode;
import io.nearline.features.yaml.YamlScalar;
import io.nearline.features.yaml.YamlSequence;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Reads defaults: literals of the feature's type. What is none is reported where it stands. YAML's
 * null is no literal: a feature without a default has none.
 */
final class DefaultBinder {
  private static final List<String> NULLS = List.of("", "~", "null", "Null", "NULL");

  private DefaultBinder() {}

  /** Returns the value; empty when it was refused. */
  static Optional<Value> bind(YamlNode node, ValueType type) {
    if (type instanceof VectorType vector) {
      return vector(node, vector);
    }
    if (!(type instanceof ScalarType scalar)) {
      node.place().report(node.describe(), "no default, which " + type.text() + " can't have");
      return Optional.empty();
    }
    if (!(node instanceof YamlScalar literal)
        || (!literal.quoted() && NULLS.contains(literal.text()))) {
      node.place()
          .report(
              node.describe(), "a value of type " + type.text() + "; none without the key default");
      return Optional.empty();
    }
    return scalar(literal, scalar);
  }

  private static Optional<Value> scalar(YamlScalar literal, ScalarType type) {
    return switch (type) {
      case STRING -> Optional.of(new Value.Text(literal.text()));
      case BOOL -> literal.bool().map(Value.Bool::new);
      case INT64 ->
          literal.longInteger(Long.MIN_VALUE, Long.MAX_VALUE).stream()
              .<Value>mapToObj(Value.Int64::new)
              .findAny();
      case DOUBLE ->
          literal.number().stream()
              .<Value>mapToObj(number -> new Value.Float64(number + 0.0))
              .findAny();
    };
  }

  private static Optional<Value> vector(YamlNode node, VectorType type) {
    String expectation = "a list of " + type.dimension() + " numbers, as " + type.text() + " has";
    if (!(node instanceof YamlSequence sequence)) {
      node.place().report(node.describe(), expectation);
      return Optional.empty();
    }
    List<YamlScalar> items = sequence.scalars();
    if (sequence.items().size() != type.dimension()) {
      node.place().report(sequence.items().size() + " numbers", expectation);
      return Optional.empty();
    }
    float[] numbers = new float[items.size()];
    boolean complete = items.size() == type.dimension();
    for (int i = 0; i < numbers.length; i++) {
      OptionalDouble number = items.get(i).number();
      complete &= number.isPresent();
      numbers[i] = (float) number.orElse(0) + 0.0f;
      if (Float.isInfinite(numbers[i])) {
        items.get(i).place().report(items.get(i).text(), "a finite number of 32 bits");
        complete = false;
      }
    }
    return complete ? Optional.of(new Value.Vector(numbers)) : Optional.empty();
  }
}
