package io.nearline.it.differential;

import io.nearline.features.definition.Catalogue;
import io.nearline.features.definition.Feature;
import io.nearline.features.field.Field;
import io.nearline.proto.v1.Column;
import io.nearline.proto.v1.FeatureNames;
import io.nearline.proto.v1.GetFeaturesRequest;
import io.nearline.proto.v1.Int64Values;
import io.nearline.proto.v1.StringValues;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The entities that features are asked about.
 *
 * @param service the service that has the features; empty where their names are given
 * @param names the names of the features; empty where a service is given
 * @param columns for each key, as definitions write it, a number or a text for each row, or one for
 *     all rows
 */
public record EntityRows(String service, List<String> names, Map<String, List<Object>> columns) {

  /** Copies. */
  public EntityRows {
    Map<String, List<Object>> copy = new LinkedHashMap<>();
    columns.forEach((key, values) -> copy.put(key, List.copyOf(values)));
    columns = copy;
    names = List.copyOf(names);
  }

  /** Asks for all features of a service. */
  public static EntityRows of(String service, Map<String, List<Object>> columns) {
    return new EntityRows(service, List.of(), columns);
  }

  /** Returns the features in the order of the selection. */
  List<Feature> features(Catalogue catalogue) {
    return names.isEmpty()
        ? catalogue.service(service).orElseThrow().features()
        : names.stream().map(name -> catalogue.feature(name).orElseThrow()).toList();
  }

  /** Returns the question about the rows from one to before another. */
  GetFeaturesRequest.Builder request(int from, int to) {
    GetFeaturesRequest.Builder request = GetFeaturesRequest.newBuilder();
    columns.forEach(
        (key, values) ->
            request.putEntities(
                key, column(values.size() == 1 ? values : values.subList(from, to))));
    return names.isEmpty()
        ? request.setFeatureService(service)
        : request.setFeatures(FeatureNames.newBuilder().addAllNames(names));
  }

  /** Returns how many rows there are. */
  public int size() {
    return columns.values().stream().mapToInt(List::size).max().orElse(0);
  }

  /** Returns the values of some keys in a row. */
  public List<Object> values(List<Field> keys, int row) {
    return keys.stream()
        .map(key -> value(Objects.requireNonNull(columns.get(key.text()), key.text()), row))
        .toList();
  }

  private static Object value(List<Object> column, int row) {
    return column.get(column.size() == 1 ? 0 : row);
  }

  private static Column column(List<Object> values) {
    if (values.get(0) instanceof Long) {
      Int64Values.Builder numbers = Int64Values.newBuilder();
      values.forEach(value -> numbers.addValues((Long) value));
      return Column.newBuilder().setInt64S(numbers).build();
    }
    StringValues.Builder texts = StringValues.newBuilder();
    values.forEach(value -> texts.addValues((String) value));
    return Column.newBuilder().setStrings(texts).build();
  }

  /** Returns a row for people. */
  String text(int row) {
    Map<String, Object> entity = new LinkedHashMap<>();
    columns.forEach((key, values) -> entity.put(key, value(values, row)));
    return entity.toString();
  }
}
