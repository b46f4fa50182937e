package io.nearline.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nearline.bench.report.Goal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class RatiosTest {
  @Test
  void areThoseOfTheGoals() {
    assertThat(Ratios.of(List.of(SampleRounds.round(1)), List.of(900.0)).keySet())
        .containsExactlyElementsOf(Goal.ALL.stream().map(Goal::key).toList());
  }

  @Test
  void areMediansOfTheRatiosOfEachRound() {
    // In the second round the machine is half as fast, at everything: no ratio shows it.
    List<Round> rounds =
        List.of(SampleRounds.round(1), SampleRounds.round(0.5), SampleRounds.round(2));
    Map<String, Spread> ratios = Ratios.of(rounds, List.of(900.0, 1100.0));

    assertThat(ratios.get("qps64_vs_direct")).isEqualTo(new Spread(6, 6, 6));
    assertThat(median(ratios, "lone_p50_vs_direct")).isEqualTo(1.1, within(1e-9));
    assertThat(ratios.get("start_ms")).isEqualTo(new Spread(1000, 900, 1100));
    assertThat(ratios.get("p99_ms_at_70_percent")).isEqualTo(new Spread(20, 10, 40));
  }

  @Test
  void takeTheBestWayPastTheServer() {
    Map<String, Spread> ratios = Ratios.of(List.of(SampleRounds.round(1)), List.of(1.0));

    // 8 callers over HTTP are its best: 1,250 a second; batches of 500: 20,000 actors.
    assertThat(median(ratios, "qps256_vs_direct")).isEqualTo(8, within(1e-9));
    assertThat(median(ratios, "vectors100_vs_best_batch")).isEqualTo(0.9, within(1e-9));
  }

  @Test
  void ofUnevenRoundsHaveASpread() {
    assertThat(Spread.of(List.of(4.0, 1.0, 2.0))).isEqualTo(new Spread(2, 1, 4));
    assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 3.0))).isEqualTo(new Spread(2.5, 1, 4));
    assertThatThrownBy(() -> Spread.of(List.of()))
        .hasMessage("values: none (expected: at least one)");
  }

  private static double median(Map<String, Spread> ratios, String key) {
    return Objects.requireNonNull(ratios.get(key), key).median();
  }
}
