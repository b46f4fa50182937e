package io.nearline.it.differential;

import io.nearline.features.action.Action;
import io.nearline.features.action.Attributes;
import io.nearline.features.field.AttributeField;
import io.nearline.features.field.Field;
import io.nearline.features.field.StandardField;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys of entities as actions have them. */
public final class Keys {
  private Keys() {}

  /** Returns an action's value of a key: a number or a text; null when it lacks it. */
  public static @Nullable Object value(Action action, Field key) {
    if (key instanceof StandardField standard) {
      return switch (standard) {
        case EVENT_ID -> action.eventId();
        case ACTOR -> action.actor();
        case VERB -> action.verb();
        case OBJECT -> action.object();
        case TIMESTAMP -> action.timestamp();
      };
    }
    var path = ((AttributeField) key).attribute().path();
    Attributes attributes = action.attributes(path.root());
    return attributes == null ? null : attributes.get(path.name());
  }

  /** Returns an action's values of all keys; null when it lacks one, and so is of no entity. */
  static @Nullable List<Object> values(Action action, List<Field> keys) {
    List<Object> values = new ArrayList<>(keys.size());
    for (Field key : keys) {
      Object value = value(action, key);
      if (value == null) {
        return null;
      }
      values.add(value);
    }
    return values;
  }
}
