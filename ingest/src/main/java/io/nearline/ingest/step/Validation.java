package io.nearline.ingest.step;

import io.nearline.features.action.Action;
import io.nearline.features.action.Attributes;
import io.nearline.features.action.InvalidActionException;
import io.nearline.features.attribute.Attribute;
import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.features.attribute.AttributeRoot;
import io.nearline.features.attribute.ColumnLimits;
import io.nearline.features.attribute.MissingValue;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The step that refuses what Pinot would drop, cut or mistake for a missing value, and what breaks
 * the declared attributes' types. Thread-safe.
 */
final class Validation {
  private final Map<AttributeRoot, List<Attribute>> declared = new EnumMap<>(AttributeRoot.class);

  Validation(AttributeCatalogue catalogue) {
    for (AttributeRoot root : AttributeRoot.values()) {
      declared.put(
          root,
          catalogue.attributes().stream()
              .filter(attribute -> attribute.path().root() == root)
              .toList());
    }
  }

  /**
   * Checks a draft.
   *
   * @throws InvalidActionException naming the first field that is wrong
   */
  CheckedAction check(Draft draft) {
    List<ColumnValue> promoted = new ArrayList<>();
    String verb = verb(draft);
    String object = column("object", draft.object(), ColumnLimits.OBJECT);
    Action action =
        new Action(
            draft.identity().eventId(),
            draft.identity().actor(),
            attributes(draft, AttributeRoot.ACTOR, promoted),
            verb,
            attributes(draft, AttributeRoot.VERB, promoted),
            object,
            attributes(draft, AttributeRoot.OBJECT, promoted),
            draft.identity().timestamp());
    return new CheckedAction(action, promoted);
  }

  /** Returns all that is wrong with a draft: of a field, or of a declared attribute, the first. */
  List<InvalidActionException> faults(Draft draft) {
    List<InvalidActionException> faults = new ArrayList<>();
    collect(faults, () -> verb(draft));
    collect(faults, () -> column("object", draft.object(), ColumnLimits.OBJECT));
    for (AttributeRoot root : AttributeRoot.values()) {
      int before = faults.size();
      if (draft.attributes().get(root) instanceof Map<?, ?> values) {
        for (Attribute attribute : declared.getOrDefault(root, List.of())) {
          Object given = values.get(attribute.path().name());
          if (given != null) {
            collect(faults, () -> DeclaredValue.of(attribute, given));
          }
        }
      }
      if (faults.size() == before) {
        collect(faults, () -> attributes(draft, root, new ArrayList<>()));
      }
    }
    return faults;
  }

  private static void collect(List<InvalidActionException> faults, Supplier<?> check) {
    try {
      var unused = check.get();
    } catch (InvalidActionException e) {
      faults.add(e);
    }
  }

  private static String verb(Draft draft) {
    String verb = column("verb", draft.verb(), ColumnLimits.VERB);
    if (verb.equals(Action.HEARTBEAT_VERB)) {
      throw new InvalidActionException("verb", verb, "another verb: this one is reserved");
    }
    return verb;
  }

  private static String column(String path, @Nullable Object value, int limit) {
    String text = Texts.column(path, value, limit);
    if (text.equals(MissingValue.STRING)) {
      throw reserved(path, text);
    }
    return text;
  }

  private @Nullable Attributes attributes(
      Draft draft, AttributeRoot root, List<ColumnValue> promoted) {
    Object value = draft.attributes().get(root);
    if (value == null) {
      return null;
    }
    if (!(value instanceof Map<?, ?> map)) {
      throw new InvalidActionException(
          root.field(), String.valueOf(value), "a JSON object or null");
    }
    Map<?, ?> values = declared(root, map, promoted);
    Optional<Attributes> plain = PlainAttributes.of(values);
    if (plain.isPresent()) {
      return plain.get();
    }
    Attributes attributes = normal(root, values);
    Texts.checkDeep(root.field(), attributes.values());
    if (JsonLength.exceeds(attributes.values(), ColumnLimits.JSON)) {
      throw new InvalidActionException(
          root.field(),
          "JSON of " + JsonLength.of(attributes.values()) + " characters",
          "at most " + ColumnLimits.JSON + " characters");
    }
    return attributes;
  }

  /** Returns the values with those of declared attributes in their types; most are already. */
  private Map<?, ?> declared(AttributeRoot root, Map<?, ?> given, List<ColumnValue> promoted) {
    @Nullable Map<Object, Object> changed = null;
    for (Attribute attribute : declared.getOrDefault(root, List.of())) {
      String name = attribute.path().name();
      Object before = given.get(name);
      if (before == null) {
        continue;
      }
      Object value = DeclaredValue.of(attribute, before);
      attribute.column().ifPresent(column -> promoted.add(new ColumnValue(column, value)));
      if (!value.equals(before)) {
        changed = changed == null ? new LinkedHashMap<>(given) : changed;
        if (value instanceof float[]) {
          changed.remove(name);
        } else {
          changed.put(name, value);
        }
      }
    }
    return changed == null ? given : changed;
  }

  private static Attributes normal(AttributeRoot root, Map<?, ?> values) {
    try {
      return Attributes.of(values);
    } catch (InvalidActionException e) {
      throw e.within(root.field());
    }
  }

  static InvalidActionException reserved(String path, Object value) {
    return new InvalidActionException(
        path, value.toString(), "anything but this value, which stands for missing");
  }
}
