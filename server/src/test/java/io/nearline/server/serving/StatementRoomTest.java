package io.nearline.server.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.request.RequestValues;
import io.nearline.features.value.Items;
import io.nearline.server.Samples;
import io.nearline.server.batch.Lookup.Completeness;
import io.nearline.server.config.Limits;
import io.nearline.server.pinot.Deadline;
import io.nearline.server.plan.Plan;
import io.nearline.server.plan.Planner;
import io.nearline.server.plan.Selection;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StatementRoomTest {
  private static final Plan PLAN =
      new Planner(Samples.catalogue(), 10, 10).plan(new Selection.Service("counts"), false);
  private static final Deadline DEADLINE = Deadline.after(Duration.ofMinutes(1));

  private static BoundRequest request(Items... columns) {
    return new BoundRequest(
        PLAN,
        List.of(Arrays.asList(columns)),
        RequestValues.NONE,
        OptionalLong.empty(),
        Optional.empty(),
        Completeness.ALL_OR_NOTHING,
        DEADLINE);
  }

  private static StatementRoom room(int keys, int characters, int groups) {
    return new StatementRoom(
        Limits.DEFAULTS.withStatements(10, 500, characters).withAnswers(10, 10, groups),
        new int[] {keys});
  }

  @Test
  void boundsTheRootKeys() {
    StatementRoom room = room(3, 1000, 1000);

    assertThat(room.takes(request(Items.of(1, 2)))).isTrue();
    assertThat(room.takes(request(Items.of(1, 2)))).isFalse();
    assertThat(room.takes(request(Items.of(3)))).isTrue();
    assertThat(room.takes(request(Items.of(4)))).isFalse();
  }

  @Test
  void boundsTheCharacters() {
    StatementRoom room = room(100, 30, 1000);

    assertThat(room.takes(request(Items.of("0123456789")))).isTrue();
    assertThat(room.takes(request(Items.of("0123456789012")))).isFalse();
    assertThat(room.takes(request(Items.of("012345678901")))).isTrue();
  }

  @Test
  void boundsTheCombinationsOfSeveralKeys() {
    StatementRoom room = room(100, 1000, 12);

    assertThat(room.takes(request(Items.of(1), Items.of("a", "b", "c")))).isTrue();
    assertThat(room.takes(request(Items.of(2), Items.of("a", "b", "c")))).isTrue();
    assertThat(room.takes(request(Items.of(3), Items.of("a")))).isFalse();
  }

  @Test
  void oneCallAlwaysFits() {
    assertThat(room(1, 1, 1).takes(request(Items.of(1, 2), Items.of("a", "b")))).isTrue();
  }
}
