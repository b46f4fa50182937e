package io.nearline.bench.check;

import io.nearline.bench.data.ActionSource;
import io.nearline.bench.target.Samples.Sample;
import io.nearline.features.action.Action;
import io.nearline.features.definition.Catalogue;
import io.nearline.features.definition.Feature;
import io.nearline.features.evaluation.ReferenceEvaluator;
import io.nearline.features.value.Evaluated;
import io.nearline.features.value.Value;
import io.nearline.proto.v1.Column;
import io.nearline.proto.v1.FeatureColumn;
import io.nearline.proto.v1.FeatureStatus;
import io.nearline.proto.v1.GetFeaturesResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Compares answers with what the definitions mean, over the generated actions. Immutable. */
public final class AnswerCheck {
  private static final int ENTITIES_EACH = 10;

  private final Catalogue catalogue;
  private final ActionSource source;

  /** Checks answers about a source's actions. */
  public AnswerCheck(Catalogue catalogue, ActionSource source) {
    this.catalogue = catalogue;
    this.source = source;
  }

  /** Returns what is wrong with the answers of the first ten actors of a call; empty: nothing. */
  public List<String> problems(Sample sample) {
    GetFeaturesResponse response = sample.response();
    List<Feature> features = catalogue.service(sample.service()).orElseThrow().features();
    if (features.size() != response.getFeaturesCount()) {
      return List.of(
          "%s: %d features (expected: %d)"
              .formatted(sample.service(), response.getFeaturesCount(), features.size()));
    }
    Instant asOf =
        Instant.ofEpochSecond(response.getAsOf().getSeconds(), response.getAsOf().getNanos());
    List<String> problems = new ArrayList<>();
    for (int row = 0; row < Math.min(ENTITIES_EACH, sample.actors().size()); row++) {
      long actor = sample.actors().get(row);
      List<Action> actions = source.of(actor);
      for (int i = 0; i < features.size(); i++) {
        Evaluated expected = ReferenceEvaluator.evaluate(features.get(i), actions, asOf);
        String found = text(response.getFeatures(i), row);
        if (!found.equals(text(expected))) {
          problems.add(
              "%s of actor %d as of %s: %s (expected: %s)"
                  .formatted(features.get(i).fullName(), actor, asOf, found, text(expected)));
        }
      }
    }
    return problems;
  }

  private static String text(Evaluated evaluated) {
    return evaluated.value().map(AnswerCheck::text).orElseGet(() -> evaluated.status().toString());
  }

  private static String text(Value value) {
    if (value instanceof Value.Int64 number) {
      return Long.toString(number.value());
    }
    if (value instanceof Value.Float64 number) {
      return Double.toString(number.value());
    }
    if (value instanceof Value.Vector vector) {
      List<Float> numbers = new ArrayList<>();
      for (float number : vector.values()) {
        numbers.add(number);
      }
      return numbers.toString();
    }
    throw new IllegalArgumentException(value + " (expected: a number or a vector)");
  }

  private static String text(FeatureColumn column, int row) {
    if (column.getStatusesCount() > 0
        && column.getStatuses(row) != FeatureStatus.FEATURE_STATUS_PRESENT
        && column.getStatuses(row) != FeatureStatus.FEATURE_STATUS_DEFAULTED) {
      return column.getStatuses(row).name().substring("FEATURE_STATUS_".length());
    }
    Column values = column.getValues();
    return switch (values.getValuesCase()) {
      case INT64S -> Long.toString(values.getInt64S().getValues(row));
      case DOUBLES -> Double.toString(values.getDoubles().getValues(row));
      case VECTORS -> {
        int dimension = values.getVectors().getDimension();
        yield values
            .getVectors()
            .getValuesList()
            .subList(row * dimension, (row + 1) * dimension)
            .toString();
      }
      default -> values.getValuesCase().toString();
    };
  }
}
