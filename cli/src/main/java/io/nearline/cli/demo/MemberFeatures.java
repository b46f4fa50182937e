package io.nearline.cli.demo;

import io.nearline.cli.get.ColumnText;
import io.nearline.cli.get.FeatureClient;
import io.nearline.proto.v1.Column;
import io.nearline.proto.v1.FeatureColumn;
import io.nearline.proto.v1.FeatureNames;
import io.nearline.proto.v1.FeatureStatus;
import io.nearline.proto.v1.GetFeaturesRequest;
import io.nearline.proto.v1.Int64Values;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Asks the server for one member's features. Thread-safe. */
final class MemberFeatures {
  /** The sample's service of member features. */
  static final String SERVICE = "job_ranker";

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final String SET = "job_ranking.";

  private final FeatureClient client;

  MemberFeatures(FeatureClient client) {
    this.client = client;
  }

  /** Asks for the whole service, and returns how many features came. */
  int all(long member) {
    return client.get(service(member), TIMEOUT).getFeaturesCount();
  }

  /** Returns the whole service's values as texts, by name without the set; none is a dash. */
  Map<String, String> texts(long member) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (FeatureColumn feature : client.get(service(member), TIMEOUT).getFeaturesList()) {
      boolean present =
          feature.getStatusesCount() == 0
              || feature.getStatuses(0) == FeatureStatus.FEATURE_STATUS_PRESENT;
      texts.put(
          feature.getName().substring(SET.length()),
          present ? ColumnText.of(feature.getValues(), 0) : "-");
    }
    return texts;
  }

  /** Returns the sum of some int64 features, named without the set. */
  long sum(Collection<String> names, long member) {
    FeatureNames.Builder fullNames = FeatureNames.newBuilder();
    names.forEach(name -> fullNames.addNames(SET + name));
    GetFeaturesRequest request = entity(member).setFeatures(fullNames).build();
    return client.get(request, TIMEOUT).getFeaturesList().stream()
        .mapToLong(feature -> feature.getValues().getInt64S().getValues(0))
        .sum();
  }

  private static GetFeaturesRequest service(long member) {
    return entity(member).setFeatureService(SERVICE).build();
  }

  private static GetFeaturesRequest.Builder entity(long member) {
    Int64Values values = Int64Values.newBuilder().addValues(member).build();
    return GetFeaturesRequest.newBuilder()
        .putEntities("actor", Column.newBuilder().setInt64S(values).build());
  }
}
