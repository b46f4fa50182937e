package io.nearline.features.type;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Named fields in order.
 *
 * @param fields the fields, each of which may be missing
 */
public record StructType(List<Field> fields) implements ValueType {

  /**
   * One field.
   *
   * @param name its name
   * @param type its type
   */
  public record Field(String name, ValueType type) {}

  /** Copies the fields. */
  public StructType {
    fields = List.copyOf(fields);
  }

  @Override
  public String text() {
    return fields.stream()
        .map(field -> field.name() + ": " + field.type().text())
        .collect(Collectors.joining(", ", "struct(", ")"));
  }
}
