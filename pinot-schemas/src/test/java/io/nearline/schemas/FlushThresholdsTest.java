package io.nearline.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FlushThresholdsTest {
  private static final FlushThresholds TOLD = new FlushThresholds(1_000_000, Duration.ofHours(6));

  @ParameterizedTest
  @CsvSource({
    "0, 1000000, 360",
    "1,  651558, 235",
    "2,  849056, 306",
    "3,  553210, 199",
    "4,  720896, 260",
    "5,  939412, 338"
  })
  void areAPartOfWhatIsTold(int place, long rows, long minutes) {
    assertThat(TOLD.ofTable(place))
        .isEqualTo(new FlushThresholds(rows, Duration.ofMinutes(minutes)));
  }

  @Test
  void areNeverNothing() {
    FlushThresholds least = new FlushThresholds(1, Duration.ofMinutes(1));
    assertThat(IntStream.range(0, 50).mapToObj(least::ofTable)).containsOnly(least);
  }

  @Test
  void areNoLessThanHalfAndAllDiffer() {
    List<FlushThresholds> many = IntStream.range(0, 50).mapToObj(TOLD::ofTable).toList();
    assertThat(many).extracting(FlushThresholds::rows).doesNotHaveDuplicates();
    assertThat(many)
        .allMatch(each -> 2 * each.rows() >= TOLD.rows())
        .allMatch(each -> 2 * each.time().toMinutes() >= TOLD.time().toMinutes());
  }

  @ParameterizedTest
  @CsvSource({"2, 10, 0.03", "3, 10, 0.06", "2, 20, 0.06", "3, 20, 0.12"})
  void tablesAreSeldomCommittedTogether(int tables, double seconds, double most) {
    double share = shareTogether(tables, FlushThresholdsTest::secondsToTheRows, 500_000, seconds);
    assertThat(share).isLessThan(most);
  }

  @ParameterizedTest
  @CsvSource({"2, 10, 0.02", "3, 10, 0.05"})
  void tablesWithFewRowsAreSeldomCommittedTogether(int tables, double seconds, double most) {
    double share = shareTogether(tables, each -> each.time().toSeconds(), 10_000_000, seconds);
    assertThat(share).isLessThan(most);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 6, 8})
  void tablesThatBeginTogetherArentCommittedTogetherForLong(int tables) {
    assertThat(shareTogether(tables, FlushThresholdsTest::secondsToTheRows, 20_000, 10)).isZero();
  }

  @Test
  void tablesOfTheSameThresholdsAreCommittedTogether() {
    assertThat(shareTogether(2, each -> 1_000, 500_000, 10)).isEqualTo(1);
  }

  @Test
  void refusesWhatIsOutOfRange() {
    assertThatThrownBy(() -> new FlushThresholds(0, Duration.ofMinutes(1)))
        .hasMessage("flushRows: 0 (expected: at least 1)");
    for (Duration time : List.of(Duration.ZERO, Duration.ofSeconds(90), Duration.ofSeconds(30))) {
      assertThatThrownBy(() -> new FlushThresholds(1, time))
          .hasMessage("flushTime: " + time + " (expected: whole minutes, at least one)");
    }
  }

  /** A thousand rows a second come to each table. */
  private static double secondsToTheRows(FlushThresholds thresholds) {
    return thresholds.rows() / 1e3;
  }

  /**
   * Returns the share of all tables' commits that come within some seconds of another table's.
   *
   * @param every how many seconds lie between two commits of a table
   * @param until how long it goes on, in seconds
   */
  private static double shareTogether(
      int tables, ToDoubleFunction<FlushThresholds> every, double until, double within) {
    List<NavigableSet<Double>> commits =
        IntStream.range(0, tables)
            .mapToObj(place -> commits(every.applyAsDouble(TOLD.ofTable(place)), until))
            .toList();
    long all = 0;
    long together = 0;
    for (int i = 0; i < tables; i++) {
      for (double commit : commits.get(i)) {
        int table = i;
        all++;
        together +=
            IntStream.range(0, tables)
                    .filter(other -> other != table)
                    .anyMatch(other -> hasNear(commits.get(other), commit, within))
                ? 1
                : 0;
      }
    }
    return (double) together / all;
  }

  private static NavigableSet<Double> commits(double every, double until) {
    NavigableSet<Double> commits = new TreeSet<>();
    for (int i = 1; i * every <= until; i++) {
      commits.add(i * every);
    }
    return commits;
  }

  private static boolean hasNear(NavigableSet<Double> commits, double instant, double within) {
    return !commits.subSet(instant - within, true, instant + within, true).isEmpty();
  }
}
