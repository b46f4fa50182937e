package io.nearline.server.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearline.features.type.ScalarType;
import io.nearline.features.value.Items;
import io.nearline.server.batch.StatementAnswer.Chunk;
import io.nearline.server.pinot.Answers;
import io.nearline.server.pinot.MalformedAnswerException;
import io.nearline.server.sql.EntityKeys;
import io.nearline.server.sql.Partitioning;
import io.nearline.server.sql.Subject;
import io.nearline.server.sql.TermColumns;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyIndexTest {
  private static final long SEED = Long.getLong("nearline.seed", 20_260_102L);

  private static final KeyIndex PAIRS =
      KeyIndex.of(List.of(Items.of(1, 2, 1, 2, 1), Items.of("a", "a", "b", "a", "a")));

  private static List<String> texts(KeyIndex index) {
    return IntStream.range(0, index.keys().size()).mapToObj(index.keys()::text).toList();
  }

  private static Chunk rows(String json) {
    return rows(0, PAIRS.keys().size(), json);
  }

  private static Chunk rows(int from, int to, String json) {
    return new Chunk(from, to, Answers.table(List.of("actor", "object", "n"), json));
  }

  @Test
  void entitiesOfOneRootAreSideBySide() {
    assertThat(texts(PAIRS)).containsExactly("1, \"a\"", "1, \"b\"", "2, \"a\"");
    assertThat(IntStream.range(0, PAIRS.rows()).map(PAIRS::position))
        .containsExactly(0, 2, 1, 2, 0);
  }

  @Test
  void columnOfOneRowStandsForAll() {
    KeyIndex candidates = KeyIndex.of(List.of(Items.of(7), Items.of("b", "a", "b")));
    KeyIndex members = KeyIndex.of(List.of(Items.of(7, 8), Items.of("b")));
    KeyIndex one = KeyIndex.of(List.of(Items.of(7), Items.of("b")));

    assertThat(texts(candidates)).containsExactly("7, \"b\"", "7, \"a\"");
    assertThat(candidates.rows()).isEqualTo(3);
    assertThat(texts(members)).containsExactly("7, \"b\"", "8, \"b\"");
    assertThat(one.rows()).isEqualTo(1);
  }

  @Test
  void rowsOfPairsThatNobodyAskedForAreLeftOut() {
    List<Chunk> answer = List.of(rows("[[2, \"b\", 9], [1, \"b\", 3], [2, \"a\", 4]]"));

    AggregateRows aggregates = new AggregateRows(PAIRS, Subject.EACH_ENTITY, answer);
    RowsByKey rows = RowsByKey.of(PAIRS, answer);

    assertThat(aggregates.int64(0, new TermColumns.Plain(2))).isZero();
    assertThat(aggregates.int64(1, new TermColumns.Plain(2))).isEqualTo(3);
    assertThat(aggregates.int64(2, new TermColumns.Plain(2))).isEqualTo(4);
    assertThat(rows.size()).isEqualTo(2);
    assertThat(List.of(rows.from(1), rows.to(1), rows.row(rows.from(1)))).containsExactly(0, 1, 1);
  }

  /** The second statement asks for (1, b) and (2, a), and so lets (1, a) through as well. */
  @Test
  void rowsThatAnotherStatementAskedForCountOnce() {
    List<Chunk> answers =
        List.of(
            rows(0, 1, "[[1, \"a\", 7]]"),
            rows(1, 3, "[[1, \"a\", 7], [1, \"b\", 3], [2, \"a\", 4]]"));

    RowsByKey rows = RowsByKey.of(PAIRS, answers);

    assertThat(rows.size()).isEqualTo(3);
    assertThat(List.of(rows.from(0), rows.to(0), rows.table(0))).containsExactly(0, 1, 0);
    assertThat(
            new AggregateRows(PAIRS, Subject.EACH_ENTITY, answers)
                .int64(0, new TermColumns.Plain(2)))
        .isEqualTo(7);
  }

  @Test
  void keyThatNobodyAskedForInAnyPairIsRefused() {
    assertThatThrownBy(() -> PAIRS.find(rows("[[2, \"c\", 1]]"), 0))
        .isInstanceOf(MalformedAnswerException.class)
        .hasMessageContaining("object: c (expected: one of those asked for)");
    assertThatThrownBy(() -> PAIRS.find(rows("[[3, \"a\", 1]]"), 0))
        .isInstanceOf(MalformedAnswerException.class)
        .hasMessageContaining("actor: 3 (expected: one of those asked for)");
  }

  @Test
  void secondRowOfAPairIsRefused() {
    List<Chunk> answer = List.of(rows("[[1, \"b\", 1], [1, \"b\", 1]]"));

    assertThatThrownBy(() -> new AggregateRows(PAIRS, Subject.EACH_ENTITY, answer))
        .isInstanceOf(MalformedAnswerException.class)
        .hasMessageContaining("a second row of key 1, \"b\"");
  }

  @Test
  void everyRowFindsItsEntity() {
    System.out.println("seed: " + SEED + " (-Dnearline.seed=…)");
    Random random = new Random(SEED);
    for (int round = 0; round < 300; round++) {
      int rows = 1 + random.nextInt(60);
      List<Items> columns = new ArrayList<>();
      int keys = 1 + random.nextInt(4);
      for (int key = 0; key < keys; key++) {
        columns.add(column(random, random.nextInt(4) == 0 ? 1 : rows));
      }
      Partitioning partitioning = new Partitioning(1 + random.nextInt(5));
      int most = 1 + random.nextInt(8);
      check(KeyIndex.of(columns), columns);
      check(KeyIndex.of(columns, partitioning, most), columns);
      checkPartitions(KeyIndex.of(columns, partitioning, most).keys(), partitioning, most);
    }
  }

  /** Those of one partition are side by side; no statement asks for more than it may. */
  private static void checkPartitions(EntityKeys keys, Partitioning partitioning, int most) {
    if (keys.rootKeys() > most) {
      List<Integer> partitions =
          IntStream.range(0, keys.size())
              .mapToObj(keys.column(0)::text)
              .map(partitioning::of)
              .toList();
      assertThat(partitions).isSorted();
    }
    int statements = 0;
    for (int from = 0; from < keys.size(); from = keys.after(from, most)) {
      EntityKeys asked = keys.slice(from, keys.after(from, most));
      assertThat(new EntityKeys(List.of(asked.column(0), asked.column(0))).rootKeys())
          .isBetween(1, most);
      statements++;
    }
    assertThat(statements).isEqualTo((keys.rootKeys() + most - 1) / most);
  }

  @Test
  void rootsThatOneStatementAsksForStayInTheOrderOfTheirRows() {
    List<Items> columns = List.of(Items.of(3, 1, 2, 1));

    assertThat(texts(KeyIndex.of(columns, new Partitioning(2), 3))).containsExactly("3", "1", "2");
    // Of two partitions 2 is in the first, 3 and 1 are in the second.
    assertThat(texts(KeyIndex.of(columns, new Partitioning(2), 2))).containsExactly("2", "3", "1");
    assertThat(KeyIndex.of(columns, new Partitioning(2), 2).keys().after(0, 2)).isEqualTo(1);
  }

  private static Items column(Random random, int size) {
    boolean texts = random.nextBoolean();
    Items.Builder column = Items.builder(texts ? ScalarType.STRING : ScalarType.INT64, size);
    int different = 1 + random.nextInt(8);
    for (int i = 0; i < size; i++) {
      long value = random.nextInt(different) - different / 2L;
      if (texts) {
        column.add("k" + value);
      } else {
        column.add(value * (Long.MAX_VALUE / 8));
      }
    }
    return column.build();
  }

  private static void check(KeyIndex index, List<Items> columns) {
    int rows = columns.stream().mapToInt(Items::size).max().orElseThrow();
    assertThat(index.rows()).isEqualTo(rows);
    Set<List<String>> entities = new HashSet<>();
    for (int row = 0; row < rows; row++) {
      List<String> keys = new ArrayList<>();
      for (int key = 0; key < columns.size(); key++) {
        Items column = columns.get(key);
        keys.add(column.text(column.size() == 1 ? 0 : row));
        assertThat(index.keys().column(key).text(index.position(row))).isEqualTo(keys.get(key));
      }
      entities.add(keys);
      Chunk cells =
          new Chunk(0, rows, Answers.table(names(columns), "[" + json(keys, columns) + "]"));
      assertThat(index.find(cells, 0)).isEqualTo(index.position(row));
    }
    assertThat(index.keys().size()).isEqualTo(entities.size());
    List<String> roots =
        IntStream.range(0, entities.size()).mapToObj(index.keys().column(0)::text).toList();
    int changes = 1;
    for (int i = 1; i < roots.size(); i++) {
      changes += roots.get(i).equals(roots.get(i - 1)) ? 0 : 1;
    }
    assertThat(changes).isEqualTo(new HashSet<>(roots).size());
  }

  private static List<String> names(List<Items> columns) {
    return IntStream.range(0, columns.size()).mapToObj(key -> "key" + key).toList();
  }

  private static String json(List<String> keys, List<Items> columns) {
    List<String> cells = new ArrayList<>();
    for (int key = 0; key < keys.size(); key++) {
      boolean text = columns.get(key).type() == ScalarType.STRING;
      cells.add(text ? '"' + keys.get(key) + '"' : keys.get(key));
    }
    return "[" + String.join(", ", cells) + "]";
  }
}
