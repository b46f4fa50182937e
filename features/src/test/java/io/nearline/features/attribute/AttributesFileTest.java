package io.nearline.features.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.problem.Problem;
import io.nearline.features.problem.Problems;
import io.nearline.features.type.ScalarType;
import io.nearline.features.type.VectorType;
import io.nearline.features.yaml.StrictYaml;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AttributesFileTest {
  private final Problems problems = new Problems();

  @Test
  void readsAttributesAndEntities() {
    AttributeCatalogue catalogue =
        read(
            """
            attributes:
              objectAttributes.geo: {type: string, column: objectGeo, max_length: 64}
              actorAttributes.age: {type: int64}
              objectAttributes.embedding: {type: vector, dimension: 64, column: objectEmbedding}
            entities:
              actor: {table: actions, type: int64, retention: 96h}
              object: {table: actions_by_object, type: string, retention: 2d}
            """);

    assertThat(problems.sorted()).isEmpty();
    AttributePath geo = new AttributePath(AttributeRoot.OBJECT, "geo");
    AttributePath embedding = new AttributePath(AttributeRoot.OBJECT, "embedding");
    assertThat(catalogue.attribute(geo))
        .contains(new Attribute(geo, ScalarType.STRING, Optional.of("objectGeo"), 64));
    assertThat(catalogue.promoted()).extracting(Attribute::path).containsExactly(embedding, geo);
    assertThat(catalogue.attribute(embedding).orElseThrow().type()).isEqualTo(new VectorType(64));
    assertThat(catalogue.entity("object").orElseThrow().retention()).isEqualTo(Duration.ofDays(2));
    assertThat(catalogue.nearest("objectAttributes.goe")).contains("objectAttributes.geo");
  }

  @Test
  void reportsEveryProblemAtOnce() {
    read(
        """
        attributes:
          geo: {type: string}
          objectAttributes.a: {type: text}
          objectAttributes.b: {type: vector, dimension: 0, column: b}
          objectAttributes.c: {type: vector, dimension: 4}
          objectAttributes.d: {type: double, column: verb}
          objectAttributes.e: {type: double, column: same}
          objectAttributes.f: {type: double, column: same, max_length: 4}
          objectAttributes.g: {type: double, dimension: 3, colum: g}
          objectAttributes.h: {column: has space}
          objectAttributes.i: string
        entities:
          actor: {table: actions, type: string, retention: 90m}
          author: {table: actions, type: string, retention: 1h}
        """);

    assertThat(problems.sorted())
        .map(Problem::toString)
        .containsExactly(
            "attributes.yaml:2: attributes.geo: geo (expected: actorAttributes, verbAttributes or"
                + " objectAttributes, a dot and a name)",
            "attributes.yaml:3: attributes.objectAttributes.a.type: text (expected: string, int64,"
                + " double, bool or vector)",
            "attributes.yaml:4: attributes.objectAttributes.b.dimension: 0 (expected: an integer"
                + " from 1 to 4096)",
            "attributes.yaml:5: attributes.objectAttributes.c: a vector without column (expected:"
                + " a column, which keeps vectors out of the JSON)",
            "attributes.yaml:6: attributes.objectAttributes.d.column: verb (expected: a name other"
                + " than the columns that every table has)",
            "attributes.yaml:8: attributes.objectAttributes.f.column: same (expected: a column of"
                + " its own; objectAttributes.e has this one)",
            "attributes.yaml:8: attributes.objectAttributes.f: max_length on double (expected:"
                + " max_length on strings only)",
            "attributes.yaml:9: attributes.objectAttributes.g.dimension: 3 (expected: dimension on"
                + " vectors only)",
            "attributes.yaml:9: attributes.objectAttributes.g.colum: colum (expected: one of the"
                + " keys dimension, type, column, max_length; did you mean column?)",
            "attributes.yaml:10: attributes.objectAttributes.h.type: nothing (expected: string,"
                + " int64, double, bool or vector)",
            "attributes.yaml:10: attributes.objectAttributes.h.column: has space (expected: a"
                + " letter, then letters, digits and underscores)",
            "attributes.yaml:11: attributes.objectAttributes.i: string (expected: a mapping such"
                + " as {type: string})",
            "attributes.yaml:13: entities.actor.type: string (expected: int64, the type of actor)",
            "attributes.yaml:13: entities.actor.retention: 90m (expected: whole hours, the unit of"
                + " Pinot's retention)",
            "attributes.yaml:14: entities.author: author (expected: actor, object, or an"
                + " attribute declared above; did you mean actor?)",
            "attributes.yaml:14: entities.author.table: actions (expected: a table of its own;"
                + " actor has this one)");
  }

  @Test
  void readsAttributesAsRootKeys() {
    AttributeCatalogue catalogue =
        read(
            """
            attributes:
              objectAttributes.author: {type: string, column: objectAuthor}
              actorAttributes.team: {type: int64, column: actorTeam}
            entities:
              objectAttributes.author: {table: actions_by_author, type: string, retention: 48h}
              actorAttributes.team: {table: actions_by_team, type: int64, retention: 1h}
            """);

    assertThat(problems.sorted()).isEmpty();
    assertThat(catalogue.entities().values())
        .containsExactly(
            new EntityTable(
                "actorAttributes.team", "actions_by_team", ScalarType.INT64, Duration.ofHours(1)),
            new EntityTable(
                "objectAttributes.author",
                "actions_by_author",
                ScalarType.STRING,
                Duration.ofHours(48)));
  }

  @Test
  void refusesAttributesThatCanBeNoRootKey() {
    AttributeCatalogue catalogue =
        read(
            """
            attributes:
              objectAttributes.author: {type: string, column: objectAuthor}
              objectAttributes.shop: {type: string}
              objectAttributes.price: {type: double, column: objectPrice}
              objectAttributes.embedding: {type: vector, dimension: 4, column: objectEmbedding}
              objectAttributes.broken: {type: text}
            entities:
              objectAttributes.author: {table: by_author, type: int64, retention: 48h}
              objectAttributes.auther: {table: by_auther, type: string, retention: 48h}
              objectAttributes.shop: {table: by_shop, type: string, retention: 48h}
              objectAttributes.price: {table: by_price, type: double, retention: 48h}
              objectAttributes.embedding: {table: by_embedding, type: string, retention: 48h}
              objectAttributes.broken: {table: by_broken, type: string, retention: 48h}
              verb: {table: by_verb, type: string, retention: 48h}
            """);

    assertThat(problems.sorted())
        .map(Problem::toString)
        .containsExactly(
            "attributes.yaml:6: attributes.objectAttributes.broken.type: text (expected: string,"
                + " int64, double, bool or vector)",
            "attributes.yaml:8: entities.objectAttributes.author.type: int64 (expected: string, the"
                + " type of objectAttributes.author)",
            "attributes.yaml:9: entities.objectAttributes.auther: objectAttributes.auther"
                + " (expected: actor, object, or an attribute declared above; did you mean"
                + " objectAttributes.author?)",
            "attributes.yaml:10: entities.objectAttributes.shop: objectAttributes.shop without"
                + " column (expected: a column, by which its table is partitioned)",
            "attributes.yaml:11: entities.objectAttributes.price: objectAttributes.price of type"
                + " double (expected: an int64 or a string)",
            "attributes.yaml:12: entities.objectAttributes.embedding: objectAttributes.embedding of"
                + " type vector(4) (expected: an int64 or a string)",
            "attributes.yaml:14: entities.verb: verb (expected: actor, object, or an attribute"
                + " declared above)");
    assertThat(catalogue.isRefusedEntity("objectAttributes.broken")).isTrue();
    assertThat(catalogue.isRefusedEntity("objectAttributes.author")).isFalse();
  }

  private AttributeCatalogue read(String text) {
    return AttributesFile.read(StrictYaml.parse(AttributesFile.NAME, text, problems).orElseThrow());
  }
}
