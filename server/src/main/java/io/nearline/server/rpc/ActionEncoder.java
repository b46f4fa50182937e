package io.nearline.server.rpc;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.nearline.features.action.Attributes;
import io.nearline.proto.v1.Action;
import java.util.Map;

/** Actions made messages. */
final class ActionEncoder {
  /** Up to here every integer is a double. */
  private static final long LARGEST_EXACT = 1L << 53;

  private ActionEncoder() {}

  static Action encode(io.nearline.features.action.Action action) {
    Action.Builder message =
        Action.newBuilder()
            .setEventId(action.eventId())
            .setActor(action.actor())
            .setVerb(action.verb())
            .setObject(action.object())
            .setTimestamp(action.timestamp());
    Attributes actor = action.actorAttributes();
    if (actor != null) {
      message.setActorAttributes(struct(actor.values()));
    }
    Attributes verb = action.verbAttributes();
    if (verb != null) {
      message.setVerbAttributes(struct(verb.values()));
    }
    Attributes object = action.objectAttributes();
    if (object != null) {
      message.setObjectAttributes(struct(object.values()));
    }
    return message.build();
  }

  private static Struct struct(Map<?, ?> values) {
    Struct.Builder struct = Struct.newBuilder();
    values.forEach((name, value) -> struct.putFields((String) name, value(value)));
    return struct.build();
  }

  private static Value value(Object value) {
    Value.Builder message = Value.newBuilder();
    if (value instanceof String text) {
      message.setStringValue(text);
    } else if (value instanceof Boolean bool) {
      message.setBoolValue(bool);
    } else if (value instanceof Double number) {
      message.setNumberValue(number);
    } else if (value instanceof Long number) {
      if (Math.abs(number) <= LARGEST_EXACT && number != Long.MIN_VALUE) {
        message.setNumberValue(number);
      } else {
        message.setStringValue(number.toString());
      }
    } else if (value instanceof Map<?, ?> object) {
      message.setStructValue(struct(object));
    } else {
      ListValue.Builder list = ListValue.newBuilder();
      for (Object item : (Iterable<?>) value) {
        list.addValues(value(item));
      }
      message.setListValue(list);
    }
    return message.build();
  }
}
