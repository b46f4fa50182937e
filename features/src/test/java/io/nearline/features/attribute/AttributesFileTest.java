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
            "attributes.yaml:13: entities.actor.type: string (expected: int64)",
            "attributes.yaml:13: entities.actor.retention: 90m (expected: whole hours, the unit of"
                + " Pinot's retention)",
            "attributes.yaml:14: entities.author: author (expected: actor or object)",
            "attributes.yaml:14: entities.author.table: actions (expected: a table of its own;"
                + " actor has this one)");
  }

  private AttributeCatalogue read(String text) {
    return AttributesFile.read(StrictYaml.parse(AttributesFile.NAME, text, problems).orElseThrow());
  }
}
