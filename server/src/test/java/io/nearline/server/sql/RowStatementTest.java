package io.nearline.server.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.attribute.Attribute;
import io.nearline.features.attribute.AttributePath;
import io.nearline.features.condition.Condition;
import io.nearline.features.definition.Entity;
import io.nearline.features.field.AttributeField;
import io.nearline.features.field.Field;
import io.nearline.features.field.StandardField;
import io.nearline.features.request.RequestValues;
import io.nearline.features.type.VectorType;
import io.nearline.features.value.Items;
import io.nearline.server.Samples;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much a fetch of rows may bring. */
class RowStatementTest {
  private static final Entity ACTOR =
      new Entity(
          List.of(StandardField.ACTOR),
          Samples.catalogue().attributes().entity("actor").orElseThrow());

  private static RowStatement statement(int dimension, int limit) {
    Field vector =
        new AttributeField(
            new Attribute(
                AttributePath.parse("objectAttributes.embedding").orElseThrow(),
                new VectorType(dimension),
                Optional.of("objectEmbedding"),
                0));
    return RowStatement.compile(
        ACTOR,
        Set.of(StandardField.EVENT_ID, vector),
        List.of(new Scope(Condition.always(), 1000)),
        limit);
  }

  @ParameterizedTest
  @CsvSource({"2, 20000, 20000", "64, 20000, 15151", "4096, 20000, 244", "4096, 50, 50"})
  void widerRowsAreFewerForSeveralKeys(int dimension, int limit, int several) {
    RowStatement statement = statement(dimension, limit);

    assertThat(statement.limit(actors(1, 2))).isEqualTo(several);
    assertThat(statement.limit(actors(LongStream.range(0, 500).toArray()))).isEqualTo(several);
    assertThat(statement.limit(actors(1))).isEqualTo(limit);
  }

  @Test
  void sqlHasTheLimitOfItsKeys() {
    assertThat(statement(64, 20_000).write(actors(1, 2), 5000, RequestValues.NONE).text())
        .endsWith(" LIMIT 15151");
    assertThat(statement(64, 20_000).write(actors(1), 5000, RequestValues.NONE).text())
        .endsWith(" LIMIT 20000");
  }

  private static EntityKeys actors(long... actors) {
    return EntityKeys.of(Items.of(actors));
  }
}
