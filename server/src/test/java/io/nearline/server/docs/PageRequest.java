package io.nearline.server.docs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nearline.features.definition.Catalogue;
import io.nearline.features.request.RequestValue;
import io.nearline.features.request.RequestValues;
import io.nearline.features.type.ScalarType;
import io.nearline.features.type.ValueType;
import io.nearline.features.value.Items;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the call of an example brings: lines {@code request.name: value} of the block of values. */
final class PageRequest {
  private static final Pattern LINE = Pattern.compile("request\\.(\\w+): (.*)");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private PageRequest() {}

  /** Returns whether a line brings a value. */
  static boolean isValue(String line) {
    return LINE.matcher(line).matches();
  }

  /** Returns the values of a block, in the types that a catalogue's features read them as. */
  static RequestValues read(String block, Catalogue catalogue) {
    Map<String, ValueType> types = new HashMap<>();
    catalogue.features().stream()
        .flatMap(feature -> feature.requestValues().stream())
        .forEach((RequestValue value) -> types.put(value.name(), value.type()));
    Map<String, Items> columns = new HashMap<>();
    for (String line : block.lines().toList()) {
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches()) {
        ValueType type = types.get(matcher.group(1));
        if (type == null) {
          throw new AssertionError(line + " (expected: a value that a feature reads)");
        }
        columns.put(matcher.group(1), column(type, matcher.group(2)));
      }
    }
    return new RequestValues(columns);
  }

  private static Items column(ValueType type, String text) {
    JsonNode json;
    try {
      json = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text + " (expected: JSON)", e);
    }
    Items.Builder column = Items.builder(type, 1);
    if (!(type instanceof ScalarType scalar)) {
      float[] numbers = new float[json.size()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = json.get(i).floatValue();
      }
      column.add(numbers);
      return column.build();
    }
    switch (scalar) {
      case STRING -> column.add(json.textValue());
      case INT64 -> column.add(json.longValue());
      case DOUBLE -> column.add(json.doubleValue());
      case BOOL -> column.add(json.booleanValue());
    }
    return column.build();
  }
}
