package io.nearline.features.type;

/**
 * Maps of any size.
 *
 * @param key the type of the keys
 * @param item the type of the items
 */
public record MapType(ScalarType key, ScalarType item) implements ValueType {

  @Override
  public String text() {
    return "map(" + key.text() + ", " + item.text() + ")";
  }
}
