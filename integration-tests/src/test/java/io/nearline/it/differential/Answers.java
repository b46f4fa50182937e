package io.nearline.it.differential;

import com.google.protobuf.Timestamp;
import io.nearline.features.definition.Catalogue;
import io.nearline.features.definition.Feature;
import io.nearline.features.request.RequestValue;
import io.nearline.features.request.RequestValues;
import io.nearline.features.type.ScalarType;
import io.nearline.features.value.Items;
import io.nearline.it.realdata.PlainValues;
import io.nearline.proto.v1.Column;
import io.nearline.proto.v1.FeatureColumn;
import io.nearline.proto.v1.FeatureServiceGrpc.FeatureServiceBlockingStub;
import io.nearline.proto.v1.FeatureStatus;
import io.nearline.proto.v1.GetFeaturesRequest;
import io.nearline.proto.v1.GetFeaturesResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** All that a server says about a service's features of some entities at one instant. */
public final class Answers {
  private final List<GetFeaturesResponse> responses;
  private final int rowsOfCall;

  private Answers(List<GetFeaturesResponse> responses, int rowsOfCall) {
    this.responses = responses;
    this.rowsOfCall = rowsOfCall;
  }

  /**
   * Asks in several calls.
   *
   * @param asOf the instant; empty: the server's own
   * @param rowsOfCall how many rows each call has, at most
   */
  static Answers ask(
      FeatureServiceBlockingStub stub,
      Catalogue catalogue,
      EntityRows rows,
      OptionalLong asOf,
      RequestValues values,
      int rowsOfCall) {
    List<GetFeaturesResponse> responses = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += rowsOfCall) {
      int to = Math.min(rows.size(), from + rowsOfCall);
      GetFeaturesRequest.Builder request =
          request(catalogue, rows, from, to, asOf.orElse(0), values).toBuilder();
      if (asOf.isEmpty()) {
        request.clearAsOf();
      }
      responses.add(stub.getFeatures(request.build()));
    }
    return new Answers(responses, rowsOfCall);
  }

  /** Returns the question about the rows from one to before another. */
  public static GetFeaturesRequest request(
      Catalogue catalogue, EntityRows rows, int from, int to, long asOf, RequestValues values) {
    GetFeaturesRequest.Builder request =
        rows.request(from, to).setAsOf(timestamp(asOf)).setIncludeMetadata(true);
    for (Feature feature : rows.features(catalogue)) {
      for (RequestValue value : feature.requestValues()) {
        Items items = values.column(value);
        request.putRequestContext(
            value.name(), column(items.size() == 1 ? items : items.slice(from, to)));
      }
    }
    return request.build();
  }

  private static Column column(Items items) {
    Column.Builder column = Column.newBuilder();
    for (int i = 0; i < items.size(); i++) {
      switch ((ScalarType) items.type()) {
        case INT64 -> column.getInt64SBuilder().addValues(items.int64(i));
        case DOUBLE -> column.getDoublesBuilder().addValues(items.float64(i));
        case BOOL -> column.getBoolsBuilder().addValues(items.bool(i));
        case STRING -> column.getStringsBuilder().addValues(items.string(i));
      }
    }
    return column.build();
  }

  private static Timestamp timestamp(long millis) {
    return Timestamp.newBuilder()
        .setSeconds(Math.floorDiv(millis, 1000L))
        .setNanos((int) Math.floorMod(millis, 1000L) * 1_000_000)
        .build();
  }

  /** Returns a feature's value in a row as {@link PlainValues} has it. */
  public @Nullable Object value(int feature, int row) {
    return PlainValues.served(column(feature, row), row % rowsOfCall);
  }

  /** Returns the value of a feature of a full name in a row as {@link PlainValues} has it. */
  public @Nullable Object value(String name, int row) {
    int feature = 0;
    while (!column(feature, row).getName().equals(name)) {
      feature++;
    }
    return value(feature, row);
  }

  /** Returns a feature's status in a row without its prefix. */
  String status(int feature, int row) {
    FeatureColumn column = column(feature, row);
    FeatureStatus status =
        column.getStatusesCount() == 0
            ? FeatureStatus.FEATURE_STATUS_PRESENT
            : column.getStatuses(row % rowsOfCall);
    return status.name().substring("FEATURE_STATUS_".length());
  }

  /** Returns when the latest action that goes into a value was; the epoch where none does. */
  long lastAction(int feature, int row) {
    Timestamp time = column(feature, row).getMetadata().getLastActionTimes(row % rowsOfCall);
    return time.getSeconds() * 1000 + time.getNanos() / 1_000_000;
  }

  /** Returns how many features there are. */
  int features() {
    return responses.get(0).getFeaturesCount();
  }

  private FeatureColumn column(int feature, int row) {
    return responses.get(row / rowsOfCall).getFeatures(feature);
  }
}
