package io.nearline.features.field;

import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.features.attribute.AttributePath;
import io.nearline.features.problem.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The fields that definitions may refer to: the standard ones and the declared attributes. */
public final class Fields {
  private final AttributeCatalogue attributes;

  /** Makes the fields of a catalogue. */
  public Fields(AttributeCatalogue attributes) {
    this.attributes = attributes;
  }

  /** Returns the field of that name. */
  public Optional<Field> field(String name) {
    Optional<Field> standard = StandardField.of(name).map(Field.class::cast);
    return standard.isPresent()
        ? standard
        : AttributePath.parse(name).flatMap(attributes::attribute).map(AttributeField::new);
  }

  /** Returns whether a name is declared, but refused for problems of its own declaration. */
  public boolean isRefused(String name) {
    return attributes.isRefused(name);
  }

  /** Returns what is expected in place of a name that no field has. */
  public String expectation(String name) {
    List<String> names = new ArrayList<>();
    Arrays.stream(StandardField.values()).map(Field::text).forEach(names::add);
    String expectation =
        "one of " + String.join(", ", names) + ", or an attribute declared in attributes.yaml";
    attributes.attributes().forEach(attribute -> names.add(attribute.path().toString()));
    return expectation
        + Nearest.of(name, names).map(near -> "; did you mean " + near + "?").orElse("");
  }
}
