package io.nearline.cli.get;

import com.google.protobuf.Timestamp;
import io.nearline.proto.v1.Column;
import io.nearline.proto.v1.FeatureColumn;
import io.nearline.proto.v1.FeatureStatus;
import io.nearline.proto.v1.GetFeaturesRequest;
import io.nearline.proto.v1.GetFeaturesResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes a response as a table for people: a block for every entity, a line for every feature. */
final class FeatureTable {
  private static final String PREFIX = "FEATURE_STATUS_";
  private static final int WIDEST_VALUE = 70;

  private FeatureTable() {}

  /** Returns the lines. */
  static List<String> lines(GetFeaturesRequest request, GetFeaturesResponse response) {
    List<String> lines = new ArrayList<>();
    int rows =
        response.getFeaturesList().stream()
            .mapToInt(feature -> ColumnText.rows(feature.getValues()))
            .max()
            .orElse(0);
    int nameWidth =
        response.getFeaturesList().stream().mapToInt(f -> f.getName().length()).max().orElse(0);
    for (int row = 0; row < rows; row++) {
      lines.add(entity(request, row));
      for (FeatureColumn feature : response.getFeaturesList()) {
        lines.add(line(feature, row, nameWidth));
      }
      lines.add("");
    }
    lines.add("as of " + instant(response.getAsOf()) + freshness(response));
    lines.add("definitions " + response.getDefinitionVersion());
    return lines;
  }

  private static String entity(GetFeaturesRequest request, int row) {
    List<String> keys = new ArrayList<>();
    request.getEntitiesMap().entrySet().stream()
        .sorted(java.util.Map.Entry.comparingByKey())
        .forEach(
            entry -> {
              Column column = entry.getValue();
              keys.add(entry.getKey() + " " + ColumnText.of(column, broadcast(column, row)));
            });
    return String.join(", ", keys);
  }

  private static String line(FeatureColumn feature, int row, int nameWidth) {
    int index = broadcast(feature.getValues(), row);
    FeatureStatus status =
        feature.getStatusesCount() == 0
            ? FeatureStatus.FEATURE_STATUS_PRESENT
            : feature.getStatuses(index);
    String value = hasValue(status) ? ColumnText.of(feature.getValues(), index) : "-";
    return String.format(
        Locale.ROOT,
        "  %-" + nameWidth + "s  %-" + WIDEST_VALUE + "s  %s",
        feature.getName(),
        value,
        status.name().substring(PREFIX.length()));
  }

  private static boolean hasValue(FeatureStatus status) {
    return switch (status) {
      case FEATURE_STATUS_PRESENT,
          FEATURE_STATUS_DEFAULTED,
          FEATURE_STATUS_STALE,
          FEATURE_STATUS_PARTIAL ->
          true;
      case FEATURE_STATUS_EMPTY_WINDOW,
          FEATURE_STATUS_NULL_VALUE,
          FEATURE_STATUS_TIMEOUT,
          FEATURE_STATUS_ERROR,
          FEATURE_STATUS_UNSPECIFIED,
          UNRECOGNIZED ->
          false;
    };
  }

  private static int broadcast(Column column, int row) {
    return ColumnText.rows(column) == 1 ? 0 : row;
  }

  private static String freshness(GetFeaturesResponse response) {
    return response.hasFreshThrough()
        ? ", fresh through " + instant(response.getFreshThrough())
        : "";
  }

  private static Instant instant(Timestamp timestamp) {
    return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
  }
}
