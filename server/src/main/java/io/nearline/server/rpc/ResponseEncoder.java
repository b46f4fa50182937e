package io.nearline.server.rpc;

import com.google.protobuf.Timestamp;
import io.nearline.features.definition.Catalogue;
import io.nearline.features.definition.Feature;
import io.nearline.features.definition.FeatureService;
import io.nearline.features.field.Field;
import io.nearline.proto.v1.ExplainFeaturesResponse;
import io.nearline.proto.v1.ExplainedFeature;
import io.nearline.proto.v1.ExplainedRowFetch;
import io.nearline.proto.v1.ExplainedStatement;
import io.nearline.proto.v1.FeatureColumn;
import io.nearline.proto.v1.FeatureDescription;
import io.nearline.proto.v1.FeatureMetadata;
import io.nearline.proto.v1.FeatureServiceDescription;
import io.nearline.proto.v1.FeatureStatus;
import io.nearline.proto.v1.GetFeaturesResponse;
import io.nearline.proto.v1.ListActionsResponse;
import io.nearline.proto.v1.ListFeatureServicesResponse;
import io.nearline.server.serving.ActionPage;
import io.nearline.server.serving.Explanation;
import io.nearline.server.serving.FeatureResult;
import io.nearline.server.vector.FeatureVector;
import io.nearline.server.vector.ValueState;

/** Results made messages. */
final class ResponseEncoder {
  private final Catalogue catalogue;
  private final ListFeatureServicesResponse services;

  ResponseEncoder(Catalogue catalogue) {
    this.catalogue = catalogue;
    this.services = services(catalogue);
  }

  GetFeaturesResponse features(FeatureResult result, boolean includeMetadata) {
    GetFeaturesResponse.Builder response =
        GetFeaturesResponse.newBuilder()
            .setAsOf(Times.timestamp(result.asOfMillis()))
            .setDefinitionVersion(result.definitionVersion());
    result
        .freshThroughMillis()
        .ifPresent(millis -> response.setFreshThrough(Times.timestamp(millis)));
    for (FeatureVector vector : result.vectors()) {
      response.addFeatures(column(vector, includeMetadata));
    }
    return response.build();
  }

  private FeatureColumn column(FeatureVector vector, boolean includeMetadata) {
    Feature feature = vector.feature();
    FeatureColumn.Builder column =
        FeatureColumn.newBuilder()
            .setName(feature.fullName())
            .setValues(ColumnEncoder.encode(vector));
    if (!vector.isAllPresent()) {
      for (int row = 0; row < vector.size(); row++) {
        column.addStatuses(status(vector.state(row)));
      }
    }
    if (includeMetadata) {
      column.setMetadata(metadata(vector));
    }
    return column.build();
  }

  private FeatureMetadata metadata(FeatureVector vector) {
    Feature feature = vector.feature();
    FeatureMetadata.Builder metadata =
        FeatureMetadata.newBuilder()
            .setType(feature.type().text())
            .setFeatureSet(featureSet(feature))
            .setDefinitionVersion(catalogue.hash(feature));
    for (long millis : vector.lastActionMillis().orElse(new long[0])) {
      metadata.addLastActionTimes(
          millis == Long.MIN_VALUE ? Timestamp.getDefaultInstance() : Times.timestamp(millis));
    }
    return metadata.build();
  }

  private static FeatureStatus status(ValueState state) {
    return switch (state) {
      case PRESENT -> FeatureStatus.FEATURE_STATUS_PRESENT;
      case EMPTY_WINDOW -> FeatureStatus.FEATURE_STATUS_EMPTY_WINDOW;
      case NULL_VALUE -> FeatureStatus.FEATURE_STATUS_NULL_VALUE;
      case DEFAULTED -> FeatureStatus.FEATURE_STATUS_DEFAULTED;
      case STALE -> FeatureStatus.FEATURE_STATUS_STALE;
      case PARTIAL -> FeatureStatus.FEATURE_STATUS_PARTIAL;
      case TIMEOUT -> FeatureStatus.FEATURE_STATUS_TIMEOUT;
      case ERROR -> FeatureStatus.FEATURE_STATUS_ERROR;
    };
  }

  static ListActionsResponse actions(ActionPage page) {
    ListActionsResponse.Builder response =
        ListActionsResponse.newBuilder()
            .setAsOf(Times.timestamp(page.asOfMillis()))
            .setNextPageToken(page.nextPageToken());
    page.actions().forEach(action -> response.addActions(ActionEncoder.encode(action)));
    return response.build();
  }

  static ExplainFeaturesResponse explanation(Explanation explanation) {
    ExplainFeaturesResponse.Builder response =
        ExplainFeaturesResponse.newBuilder().setDefinitionVersion(explanation.definitionVersion());
    explanation.statements().forEach(statement -> response.addStatements(explained(statement)));
    for (Explanation.ExplainedRowFetch fetch : explanation.rowFetches()) {
      response.addRowFetches(
          ExplainedRowFetch.newBuilder()
              .setStatement(explained(fetch.statement()))
              .addAllInsteadOf(fetch.insteadOf())
              .setChosen(fetch.chosen())
              .setReason(fetch.reason()));
    }
    explanation.features().forEach(feature -> response.addFeatures(explained(feature)));
    explanation.inputs().forEach(feature -> response.addInputs(explained(feature)));
    return response.build();
  }

  private static ExplainedStatement explained(Explanation.ExplainedStatement statement) {
    return ExplainedStatement.newBuilder()
        .setTable(statement.table())
        .setStrategy(statement.strategy())
        .setSql(statement.sql())
        .build();
  }

  private static ExplainedFeature explained(Explanation.ExplainedFeature explained) {
    Feature feature = explained.feature();
    return ExplainedFeature.newBuilder()
        .setName(feature.fullName())
        .setType(feature.type().text())
        .setStatement(explained.statement())
        .setReason(explained.reason())
        .setDefinition(feature.canonicalText())
        .build();
  }

  /** Returns what the catalogue has; made once. */
  ListFeatureServicesResponse services() {
    return services;
  }

  private static ListFeatureServicesResponse services(Catalogue catalogue) {
    ListFeatureServicesResponse.Builder response = ListFeatureServicesResponse.newBuilder();
    catalogue.services().forEach(service -> response.addServices(description(catalogue, service)));
    return response.build();
  }

  private static FeatureServiceDescription description(
      Catalogue catalogue, FeatureService service) {
    FeatureServiceDescription.Builder description =
        FeatureServiceDescription.newBuilder()
            .setName(service.name())
            .setDefinitionVersion(catalogue.hash(service));
    for (Feature feature : service.features()) {
      description.addFeatures(
          FeatureDescription.newBuilder()
              .setName(feature.fullName())
              .setType(feature.type().text())
              .setFeatureSet(featureSet(feature))
              .addAllEntity(feature.keys().stream().map(Field::text).toList()));
    }
    return description.build();
  }

  private static String featureSet(Feature feature) {
    return feature.set() + "@" + feature.version();
  }
}
