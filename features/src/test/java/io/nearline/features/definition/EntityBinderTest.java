package io.nearline.features.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearline.features.attribute.AttributesFile;
import io.nearline.features.field.Field;
import io.nearline.features.problem.InvalidConfigurationException;
import io.nearline.features.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EntityBinderTest {
  private static final String ATTRIBUTES =
      """
      attributes:
        objectAttributes.author: {type: string, column: objectAuthor}
        objectAttributes.shop: {type: string}
        actorAttributes.team: {type: int64}
        objectAttributes.price: {type: double, column: objectPrice}
        objectAttributes.remote: {type: bool}
      entities:
        actor: {table: actions, type: int64, retention: 96h}
        object: {table: actions_by_object, type: string, retention: 48h}
        objectAttributes.author: {table: actions_by_author, type: string, retention: 24h}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "actor | actions",
        "[actor] | actions",
        "[actor, object] | actions",
        "[object, actor] | actions_by_object",
        "[actor, objectAttributes.shop, actorAttributes.team, verb] | actions",
        "objectAttributes.author | actions_by_author",
        "[objectAttributes.author, actor] | actions_by_author",
      })
  void bindsKeysToTheTableOfTheFirst(String entity, String table) {
    Entity bound = ((AggregateFeature) load(entity).features().get(0)).entity();

    assertThat(bound.table().table()).isEqualTo(table);
    assertThat(String.join(", ", bound.keys().stream().map(Field::text).toList()))
        .isEqualTo(entity.replaceAll("[\\[\\]]", ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "user | entity: user (expected: one of actor, object, objectAttributes.author)",
        "objects | entity: objects (expected: one of actor, object, objectAttributes.author;"
            + " did you mean object?)",
        "[verb, actor] | entity[0]: verb (expected: one of actor, object, objectAttributes.author)",
        "[objectAttributes.shop] | entity[0]: objectAttributes.shop (expected: one of actor,"
            + " object, objectAttributes.author; did you mean objectAttributes.author?)",
        "[actor, objectAttributes.autor] | entity[1]: objectAttributes.autor (expected: one of"
            + " eventId, actor, verb, object, timestamp, or an attribute declared in"
            + " attributes.yaml; did you mean objectAttributes.author?)",
        "[actor, objectAttributes.price] | entity[1]: objectAttributes.price of type double"
            + " (expected: a field of type int64 or string)",
        "[actor, objectAttributes.remote] | entity[1]: objectAttributes.remote of type bool"
            + " (expected: a field of type int64 or string)",
        "[actor, object, actor] | entity[2]: actor (expected: each key once)",
        "[actor, [object]] | entity[1]: a list (expected: a single value)",
        "[] | entity: 0 keys (expected: from 1 to 4 keys)",
        "[actor, object, verb, eventId, timestamp] | entity: 5 keys (expected: from 1 to 4 keys)",
        "{actor: object} | entity: a mapping (expected: a key, or a list of keys such as [actor,"
            + " object])",
      })
  void namesWhatIsNoEntity(String entity, String problem) {
    assertThatThrownBy(() -> load(entity))
        .isInstanceOfSatisfying(
            InvalidConfigurationException.class,
            e ->
                assertThat(e.problems())
                    .extracting(Problem::toString)
                    .containsExactly("features/a.yaml:3: " + problem));
  }

  @Test
  void blamesARootKeyThatIsWronglyDeclaredOnlyWhereItIsDeclared() {
    String attributes = ATTRIBUTES.replace("retention: 96h", "retention: 90m");

    assertThatThrownBy(() -> load(attributes, "[actor, object]"))
        .isInstanceOfSatisfying(
            InvalidConfigurationException.class,
            e -> assertThat(e.problems()).extracting(Problem::line).isEqualTo(List.of(8)));
  }

  @Test
  void givesEveryKeyShapeAHashOfItsOwn() {
    List<String> hashes =
        Stream.of("actor", "[actor, object]", "[object, actor]", "object")
            .map(entity -> load(entity).features().get(0).hash())
            .toList();

    assertThat(hashes).doesNotHaveDuplicates();
    assertThat(load("[actor]").features().get(0).hash()).isEqualTo(hashes.get(0));
  }

  private static Catalogue load(String entity) {
    return load(ATTRIBUTES, entity);
  }

  private static Catalogue load(String attributes, String entity) {
    return CatalogueLoader.load(
        Map.of(
            AttributesFile.NAME,
            attributes,
            "features/a.yaml",
            """
            feature_set: a
            version: 1
            entity: %s
            features:
              - {name: actions, aggregate: count, windows: [1h]}
            """
                .formatted(entity)));
  }
}
