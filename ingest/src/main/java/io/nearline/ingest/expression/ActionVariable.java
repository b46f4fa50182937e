package io.nearline.ingest.expression;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import io.nearline.features.attribute.AttributeRoot;
import java.util.Optional;

/** The standard action as a type of CEL: its fields, the attributes as maps. */
public final class ActionVariable {
  /** The variable of the action that a condition is about. */
  public static final String NAME = "action";

  /** The field that is the event id, a string. */
  public static final String EVENT_ID = "eventId";

  /** The field that is the actor, an int. */
  public static final String ACTOR = "actor";

  /** The field that is the verb, a string. */
  public static final String VERB = "verb";

  /** The field that is the object, a string. */
  public static final String OBJECT = "object";

  /** The field that is the timestamp, an int of epoch milliseconds. */
  public static final String TIMESTAMP = "timestamp";

  /** The type. */
  static final CelType TYPE = type();

  /** Knows the type. */
  static final CelTypeProvider TYPES =
      new CelTypeProvider() {
        @Override
        public ImmutableCollection<CelType> types() {
          return ImmutableList.of(TYPE);
        }

        @Override
        public Optional<CelType> findType(String name) {
          return name.equals(TYPE.name()) ? Optional.of(TYPE) : Optional.empty();
        }
      };

  private ActionVariable() {}

  private static CelType type() {
    ImmutableMap.Builder<String, CelType> fields = ImmutableMap.builder();
    fields.put(EVENT_ID, SimpleType.STRING);
    fields.put(ACTOR, SimpleType.INT);
    fields.put(VERB, SimpleType.STRING);
    fields.put(OBJECT, SimpleType.STRING);
    fields.put(TIMESTAMP, SimpleType.INT);
    for (AttributeRoot root : AttributeRoot.values()) {
      fields.put(root.field(), MapType.create(SimpleType.STRING, SimpleType.DYN));
    }
    ImmutableMap<String, CelType> types = fields.buildOrThrow();
    return StructType.create(
        "nearline.action", types.keySet(), name -> Optional.ofNullable(types.get(name)));
  }
}
