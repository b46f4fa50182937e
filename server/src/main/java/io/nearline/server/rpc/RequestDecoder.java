package io.nearline.server.rpc;

import io.nearline.features.value.Items;
import io.nearline.proto.v1.Column;
import io.nearline.proto.v1.GetFeaturesRequest;
import io.nearline.proto.v1.ListActionsRequest;
import io.nearline.server.pinot.Deadline;
import io.nearline.server.plan.InvalidRequestException;
import io.nearline.server.plan.Selection;
import io.nearline.server.serving.FeatureRequest;
import io.nearline.server.serving.FeatureRequest.Metadata;
import io.nearline.server.serving.FeatureRequest.Partial;
import io.nearline.server.serving.ListingRequest;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Messages made requests. */
final class RequestDecoder {
  private RequestDecoder() {}

  static FeatureRequest features(GetFeaturesRequest message, Deadline deadline) {
    return new FeatureRequest(
        selection(message),
        entities(message.getEntitiesMap()),
        requestValues(message.getRequestContextMap()),
        message.hasAsOf()
            ? OptionalLong.of(Times.millis("as_of", message.getAsOf()))
            : OptionalLong.empty(),
        message.hasMaxStaleness()
            ? Optional.of(Times.duration("max_staleness", message.getMaxStaleness()))
            : Optional.empty(),
        message.getAllowPartial() ? Partial.ALLOWED : Partial.REFUSED,
        message.getIncludeMetadata() ? Metadata.LAST_ACTIONS : Metadata.NONE,
        deadline);
  }

  static ListingRequest listing(ListActionsRequest message, Deadline deadline) {
    return new ListingRequest(
        message.getActor(),
        message.getVerbsList(),
        message.hasWindow()
            ? Optional.of(Times.duration("window", message.getWindow()))
            : Optional.empty(),
        message.hasAsOf()
            ? OptionalLong.of(Times.millis("as_of", message.getAsOf()))
            : OptionalLong.empty(),
        message.getWhere(),
        message.getLimit(),
        message.getPageToken(),
        deadline);
  }

  private static Selection selection(GetFeaturesRequest message) {
    return switch (message.getSelectionCase()) {
      case FEATURE_SERVICE -> new Selection.Service(message.getFeatureService());
      case FEATURES -> new Selection.Features(message.getFeatures().getNamesList());
      case SELECTION_NOT_SET ->
          throw new InvalidRequestException("selection", "none", "feature_service or features");
    };
  }

  private static Map<String, Items> entities(Map<String, Column> columns) {
    Map<String, Items> entities = new LinkedHashMap<>();
    columns.forEach((key, column) -> entities.put(key, items("entities." + key, column)));
    return entities;
  }

  private static Map<String, Items> requestValues(Map<String, Column> columns) {
    Map<String, Items> values = new LinkedHashMap<>();
    columns.forEach((name, column) -> values.put(name, ContextDecoder.items(name, column)));
    return values;
  }

  private static Items items(String field, Column column) {
    return switch (column.getValuesCase()) {
      case INT64S -> ColumnDecoder.int64s(column.getInt64S());
      case STRINGS -> ColumnDecoder.strings(column.getStrings());
      case DOUBLES, BOOLS, VECTORS, LISTS, MAPS, STRUCTS ->
          throw new InvalidRequestException(
              field,
              column.getValuesCase().name().toLowerCase(Locale.ROOT),
              "int64s or strings, whichever the key is");
      case VALUES_NOT_SET ->
          throw new InvalidRequestException(
              field, "no values", "int64s or strings, whichever the key is");
    };
  }
}
