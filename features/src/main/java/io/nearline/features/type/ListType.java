package io.nearline.features.type;

/**
 * Lists of any length.
 *
 * @param item the type of the items, each of which may be missing
 */
public record ListType(ValueType item) implements ValueType {

  @Override
  public String text() {
    return "list(" + item.text() + ")";
  }
}
