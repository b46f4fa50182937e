package io.nearline.ingest.rpc;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.nearline.features.attribute.AttributeRoot;
import io.nearline.ingest.record.SentAction;
import io.nearline.proto.v1.RecordActionsRequest;
import io.nearline.proto.v1.RecordedAction;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the wire's actions; judges nothing. */
final class ActionDecoder {
  /** Up to here a double holds every whole number. */
  private static final double MOST_EXACT = 0x1p53;

  private ActionDecoder() {}

  static List<SentAction> actions(RecordActionsRequest request) {
    return request.getActionsList().stream().map(ActionDecoder::action).toList();
  }

  private static SentAction action(RecordedAction action) {
    Map<AttributeRoot, Map<String, Object>> attributes = new EnumMap<>(AttributeRoot.class);
    if (action.hasActorAttributes()) {
      attributes.put(AttributeRoot.ACTOR, object(action.getActorAttributes()));
    }
    if (action.hasVerbAttributes()) {
      attributes.put(AttributeRoot.VERB, object(action.getVerbAttributes()));
    }
    if (action.hasObjectAttributes()) {
      attributes.put(AttributeRoot.OBJECT, object(action.getObjectAttributes()));
    }
    return new SentAction(
        action.getEventId(),
        value(action.getActor()),
        action.getVerb(),
        action.getObject(),
        attributes,
        value(action.getTimestamp()));
  }

  /** Returns an object's members; a null is an absent one. */
  private static Map<String, Object> object(Struct struct) {
    Map<String, Object> object = new LinkedHashMap<>();
    struct
        .getFieldsMap()
        .forEach(
            (name, wire) -> {
              Object value = value(wire);
              if (value != null) {
                object.put(name, value);
              }
            });
    return object;
  }

  private static List<@Nullable Object> list(ListValue wire) {
    List<@Nullable Object> list = new ArrayList<>(wire.getValuesCount());
    wire.getValuesList().forEach(item -> list.add(value(item)));
    return list;
  }

  private static @Nullable Object value(Value value) {
    return switch (value.getKindCase()) {
      case NUMBER_VALUE -> number(value.getNumberValue());
      case STRING_VALUE -> value.getStringValue();
      case BOOL_VALUE -> value.getBoolValue();
      case STRUCT_VALUE -> object(value.getStructValue());
      case LIST_VALUE -> list(value.getListValue());
      case NULL_VALUE, KIND_NOT_SET -> null;
    };
  }

  /** The wire has doubles only: a whole number is an integer, as it is in JSON. */
  private static Object number(double number) {
    if (number == Math.rint(number) && Math.abs(number) <= MOST_EXACT) {
      return (long) number;
    }
    return number;
  }
}
