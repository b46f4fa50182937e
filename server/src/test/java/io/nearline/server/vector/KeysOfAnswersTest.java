package io.nearline.server.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearline.features.type.ScalarType;
import io.nearline.features.value.Items;
import io.nearline.server.batch.StatementAnswer.Chunk;
import io.nearline.server.pinot.Answers;
import io.nearline.server.pinot.MalformedAnswerException;
import io.nearline.server.sql.Subject;
import io.nearline.server.sql.TermColumns;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Rows find their way to the keys that were asked for, and no others are let through. */
class KeysOfAnswersTest {
  private static final KeyIndex ACTORS =
      index(
          ScalarType.INT64,
          keys -> {
            keys.add(7L);
            keys.add(-3L);
          });
  private static final KeyIndex OBJECTS =
      index(
          ScalarType.STRING,
          keys -> {
            keys.add("a");
            keys.add("b");
          });

  private static KeyIndex index(ScalarType type, Consumer<Items.Builder> keys) {
    Items.Builder column = Items.builder(type, 2);
    keys.accept(column);
    return KeyIndex.of(List.of(column.build()));
  }

  private static Chunk rows(String json) {
    return new Chunk(0, 2, Answers.table(List.of("key", "n"), json));
  }

  @Test
  void rowsOfSeveralAnswers() {
    List<Chunk> answers = List.of(rows("[[-3, 5]]"), rows("[[7, 6], [-3, 4]]"));

    RowsByKey rows = RowsByKey.of(ACTORS, answers);
    AggregateRows one = new AggregateRows(ACTORS, Subject.EACH_ENTITY, answers.subList(0, 1));

    assertThat(List.of(rows.from(0), rows.to(0), rows.from(1), rows.to(1)))
        .containsExactly(0, 1, 1, 3);
    assertThat(one.int64(0, new TermColumns.Plain(1))).isZero();
    assertThat(one.int64(1, new TermColumns.Plain(1))).isEqualTo(5);
  }

  @Test
  void rowOfOneEntityThatHasNoActionsSaysWhatNoRowSays() {
    Chunk zeros = new Chunk(0, 1, Answers.table(List.of("n", "greatest"), "[[0, \"-Infinity\"]]"));

    AggregateRows row = new AggregateRows(ACTORS, Subject.ONE_ENTITY, List.of(zeros));
    AggregateRows none = new AggregateRows(ACTORS, Subject.ONE_ENTITY, List.of());

    assertThat(row.int64(0, new TermColumns.Plain(0)))
        .isEqualTo(none.int64(0, new TermColumns.Plain(0)))
        .isZero();
    assertThat(row.float64(0, new TermColumns.Plain(0)))
        .isEqualTo(none.float64(0, new TermColumns.Plain(0)))
        .isZero();
  }

  @Test
  void keyThatNobodyAskedForIsRefused() {
    assertThatThrownBy(
            () -> new AggregateRows(ACTORS, Subject.EACH_ENTITY, List.of(rows("[[7, 1], [8, 1]]"))))
        .isInstanceOf(MalformedAnswerException.class)
        .hasMessageContaining("key: 8 (expected: one of those asked for)");
    assertThatThrownBy(() -> RowsByKey.of(OBJECTS, List.of(rows("[[\"A\", 1]]"))))
        .isInstanceOf(MalformedAnswerException.class)
        .hasMessageContaining("key: A (expected: one of those asked for)");
  }

  @Test
  void secondRowOfAnAggregateIsRefused() {
    assertThatThrownBy(
            () ->
                new AggregateRows(
                    ACTORS,
                    Subject.EACH_ENTITY,
                    List.of(rows("[[7, 1]]"), rows("[[-3, 1], [7, 2]]"))))
        .isInstanceOf(MalformedAnswerException.class)
        .hasMessageContaining("a second row of key 7");
    assertThatThrownBy(
            () ->
                new AggregateRows(
                    OBJECTS, Subject.EACH_ENTITY, List.of(rows("[[\"b\", 1], [\"b\", 1]]"))))
        .isInstanceOf(MalformedAnswerException.class)
        .hasMessageContaining("a second row of key \"b\"");
  }
}
