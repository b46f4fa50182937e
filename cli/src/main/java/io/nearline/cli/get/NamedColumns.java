package io.nearline.cli.get;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.nearline.cli.CommandException;
import io.nearline.proto.v1.BoolValues;
import io.nearline.proto.v1.Column;
import io.nearline.proto.v1.DoubleValues;
import io.nearline.proto.v1.Int64Values;
import io.nearline.proto.v1.StringValues;
import io.nearline.proto.v1.VectorValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The values of an option, each {@code NAME=VALUE}, made columns. */
final class NamedColumns {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private NamedColumns() {}

  /**
   * Returns the columns. A value that is a JSON number, boolean, string or list of numbers is that;
   * any other text is itself. Integers beside other numbers are doubles.
   *
   * @param option the option, for messages
   * @param assignments each {@code NAME=VALUE}; those of one name make one column, in their order
   */
  static Map<String, Column> parse(String option, List<String> assignments) {
    Map<String, List<JsonNode>> values = new LinkedHashMap<>();
    for (String assignment : assignments) {
      int equals = assignment.indexOf('=');
      if (equals < 1) {
        throw CommandException.usage(
            option + " " + assignment + " (expected: NAME=VALUE, such as geo=berlin)");
      }
      values
          .computeIfAbsent(assignment.substring(0, equals), name -> new ArrayList<>())
          .add(value(assignment.substring(equals + 1)));
    }
    Map<String, Column> columns = new LinkedHashMap<>();
    values.forEach((name, column) -> columns.put(name, column(option + " " + name, column)));
    return columns;
  }

  private static JsonNode value(String text) {
    JsonNode json;
    try {
      json = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      json = MissingNode.getInstance();
    }
    boolean isValue = json.isNumber() || json.isBoolean() || json.isTextual() || isVector(json);
    return isValue ? json : new TextNode(text);
  }

  private static boolean isVector(JsonNode json) {
    return json.isArray() && !json.isEmpty() && all(json, JsonNode::isNumber);
  }

  private static boolean isInt64(JsonNode json) {
    return json.isIntegralNumber() && json.canConvertToLong();
  }

  private static boolean all(Iterable<JsonNode> values, Predicate<JsonNode> test) {
    for (JsonNode value : values) {
      if (!test.test(value)) {
        return false;
      }
    }
    return true;
  }

  private static Column column(String name, List<JsonNode> values) {
    Column.Builder column = Column.newBuilder();
    if (all(values, NamedColumns::isInt64)) {
      Int64Values.Builder numbers = Int64Values.newBuilder();
      values.forEach(value -> numbers.addValues(value.longValue()));
      column.setInt64S(numbers);
    } else if (all(values, JsonNode::isNumber)) {
      DoubleValues.Builder numbers = DoubleValues.newBuilder();
      values.forEach(value -> numbers.addValues(value.doubleValue()));
      column.setDoubles(numbers);
    } else if (all(values, JsonNode::isBoolean)) {
      BoolValues.Builder bools = BoolValues.newBuilder();
      values.forEach(value -> bools.addValues(value.booleanValue()));
      column.setBools(bools);
    } else if (all(values, JsonNode::isTextual)) {
      StringValues.Builder texts = StringValues.newBuilder();
      values.forEach(value -> texts.addValues(value.textValue()));
      column.setStrings(texts);
    } else if (all(values, value -> value.isArray() && value.size() == values.get(0).size())) {
      VectorValues.Builder vectors = VectorValues.newBuilder().setDimension(values.get(0).size());
      values.forEach(vector -> vector.forEach(item -> vectors.addValues(item.floatValue())));
      column.setVectors(vectors);
    } else {
      throw CommandException.usage(
          name + ": " + values + " (expected: values of one type, vectors of one dimension)");
    }
    return column.build();
  }
}
