package io.nearline.features.type;

/** The type of an attribute or a feature. */
public sealed interface ValueType permits ScalarType, VectorType, ListType, MapType, StructType {

  /** Returns the type in the language's words, such as {@code map(string, int64)}. */
  String text();
}
