package io.nearline.server.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearline.features.attribute.AttributePath;
import io.nearline.features.field.AttributeField;
import io.nearline.features.field.Field;
import io.nearline.features.field.StandardField;
import io.nearline.features.type.ScalarType;
import io.nearline.features.value.Items;
import io.nearline.server.Samples;
import io.nearline.server.batch.StatementAnswer.Chunk;
import io.nearline.server.pinot.Answers;
import io.nearline.server.pinot.PinotException;
import io.nearline.server.pinot.PinotException.Kind;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cells of fetched rows made values. */
class FetchedActionsTest {
  private static final Field EMBEDDING = field("objectAttributes.embedding");

  private static Field field(String path) {
    return new AttributeField(
        Samples.catalogue()
            .attributes()
            .attribute(AttributePath.parse(path).orElseThrow())
            .orElseThrow());
  }

  /** Decodes actor 1's rows of one field, each cell in JSON. */
  private static FetchedActions decode(Field field, String... cells) {
    Items.Builder keys = Items.builder(ScalarType.INT64, 1);
    keys.add(1L);
    return new FetchedActions(
        List.of(StandardField.ACTOR, field),
        KeyIndex.of(List.of(keys.build())),
        List.of(
            new Chunk(
                0,
                1,
                Answers.table(
                    List.of("actor", "value"), "[[1, " + String.join("], [1, ", cells) + "]]"))));
  }

  @Test
  void vectors() {
    FetchedActions actions = decode(EMBEDDING, "[0.5, 2.0]", "[\"-Infinity\"]", "[]");

    assertThat(actions.vector(1, 0)).containsExactly(0.5f, 2f);
    assertThat(List.of(actions.missing(1, 0), actions.missing(1, 1), actions.missing(1, 2)))
        .containsExactly(false, true, true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1.0]", "[1.0, 2.0, 3.0]"})
  void vectorOfAnotherDimensionIsNotRead(String vector) {
    int dimension = vector.split(",").length;

    FetchedActions actions = decode(EMBEDDING, "[0.5, 2.0]", vector);

    assertThat(actions.column(StandardField.ACTOR)).as("no fault of another column").isZero();
    assertThatThrownBy(() -> actions.column(EMBEDDING))
        .isInstanceOfSatisfying(
            PinotException.class, failure -> assertThat(failure.kind()).isEqualTo(Kind.NOT_READY))
        .hasMessage(
            "objectAttributes.embedding: a vector of dimension "
                + dimension
                + " in Pinot (expected: dimension 2, as declared)");
  }

  @Test
  void onlyTrueAndFalseAreBooleans() {
    FetchedActions texts =
        decode(
            field("objectAttributes.remote"),
            "\"true\"",
            "\"false\"",
            "\"__missing__\"",
            "\"maybe\"",
            "\"1\"");
    FetchedActions numbers = decode(field("objectAttributes.promoted"), "1", "0", "-1");

    assertThat(List.of(texts.bool(1, 0), texts.bool(1, 1))).containsExactly(true, false);
    assertThat(missing(texts)).containsExactly(false, false, true, true, true);
    assertThat(List.of(numbers.bool(1, 0), numbers.bool(1, 1))).containsExactly(true, false);
    assertThat(missing(numbers)).containsExactly(false, false, true);
  }

  private static List<Boolean> missing(FetchedActions actions) {
    return IntStream.range(0, actions.size()).mapToObj(row -> actions.missing(1, row)).toList();
  }
}
