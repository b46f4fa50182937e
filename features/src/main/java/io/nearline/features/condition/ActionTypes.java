package io.nearline.features.condition;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.features.attribute.AttributeRoot;
import io.nearline.features.type.ScalarType;
import io.nearline.features.type.ValueType;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/** The declared attributes as CEL's types: one struct for each root. */
final class ActionTypes implements CelTypeProvider {
  private final ImmutableMap<AttributeRoot, CelType> structs;

  ActionTypes(AttributeCatalogue attributes) {
    structs =
        Arrays.stream(AttributeRoot.values())
            .collect(ImmutableMap.toImmutableMap(root -> root, root -> struct(root, attributes)));
  }

  /** Returns the type of a root's variable. */
  CelType struct(AttributeRoot root) {
    return Objects.requireNonNull(structs.get(root));
  }

  @Override
  public ImmutableCollection<CelType> types() {
    return structs.values();
  }

  @Override
  public Optional<CelType> findType(String name) {
    return structs.values().stream().filter(struct -> struct.name().equals(name)).findFirst();
  }

  static CelType celType(ValueType type) {
    if (!(type instanceof ScalarType scalar)) {
      return ListType.create(SimpleType.DOUBLE);
    }
    return switch (scalar) {
      case STRING -> SimpleType.STRING;
      case INT64 -> SimpleType.INT;
      case DOUBLE -> SimpleType.DOUBLE;
      case BOOL -> SimpleType.BOOL;
    };
  }

  private static CelType struct(AttributeRoot root, AttributeCatalogue attributes) {
    ImmutableMap<String, CelType> types =
        attributes.attributes().stream()
            .filter(attribute -> attribute.path().root() == root)
            .collect(
                ImmutableMap.toImmutableMap(
                    attribute -> attribute.path().name(), attribute -> celType(attribute.type())));
    return StructType.create(
        "nearline." + root.field(), types.keySet(), name -> Optional.ofNullable(types.get(name)));
  }
}
