package io.nearline.ingest.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.action.Action;
import io.nearline.features.action.Attributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever comes, as long as it is in time: the matcher finds what the reference finds. */
class RandomStreamsTest {
  private static final long SEED = 20_261_121;
  private static final int STREAMS = 10_000;
  private static final long START = 1_700_000_000_000L;
  private static final List<String> VERBS = List.of("search", "view", "view", "cart", "buy");

  private final List<ActionPattern> patterns = SamplePatterns.of(SamplePatterns.SEVERAL);

  private record Arriving(Action action, long at) {}

  @Test
  void findsWhatTheReferenceFinds() {
    int matches = 0;
    for (int stream = 0; stream < STREAMS; stream++) {
      Random random = new Random(SEED + stream);
      ActionPattern pattern = patterns.get(stream % patterns.size());
      List<Action> actions = actions(random);
      List<List<String>> expected =
          new ReferenceMatcher(pattern, actions.stream().map(StepAction::new).toList()).matches();

      Found found = run(pattern, arriving(actions, pattern, random), random);

      assertThat(found.matches)
          .as("seed %d, pattern %s, %s", SEED + stream, pattern.name(), actions)
          .isEqualTo(expected);
      assertThat(found.late + found.dropped).as("seed %d", SEED + stream).isZero();
      matches += expected.size();
    }
    assertThat(matches).isGreaterThan(STREAMS / 2);
  }

  private static List<Action> actions(Random random) {
    List<Action> actions = new ArrayList<>();
    long time = START;
    int count = 2 + random.nextInt(16);
    for (int i = 0; i < count; i++) {
      time += random.nextInt(4) == 0 ? 0 : random.nextInt(16);
      String verb = VERBS.get(random.nextInt(VERBS.size()));
      Attributes attributes =
          random.nextBoolean()
              ? null
              : Attributes.of(
                  Map.of("query", random.nextBoolean() ? "linen" : "sofa", "n", random.nextInt(5)));
      actions.add(
          new Action(
              "shop:" + random.nextInt(1_000_000),
              7,
              null,
              verb,
              attributes,
              "item:" + random.nextInt(3),
              null,
              time));
    }
    return actions;
  }

  /** Each arrives less than the grace after its own time: so none overtakes another by more. */
  private static List<Arriving> arriving(
      List<Action> actions, ActionPattern pattern, Random random) {
    int grace = Math.toIntExact(pattern.grace().toMillis());
    if (grace == 0) {
      return actions.stream()
          .map(StepAction::new)
          .sorted()
          .map(step -> new Arriving(step.action(), step.action().timestamp()))
          .toList();
    }
    return actions.stream()
        .map(action -> new Arriving(action, action.timestamp() + random.nextInt(grace)))
        .sorted(Comparator.comparingLong(Arriving::at))
        .toList();
  }

  private static Found run(ActionPattern pattern, List<Arriving> arriving, Random random) {
    PatternMatcher matcher = new PatternMatcher(pattern);
    Found found = new Found();
    ActorState state = new ActorState();
    long grace = pattern.grace().toMillis();
    for (Arriving arrival : arriving) {
      long quietFrom = state.arrived == Long.MIN_VALUE ? arrival.at() : state.arrived + grace;
      if (quietFrom < arrival.at() && random.nextBoolean()) {
        matcher.quiet(state, arrival.at() - 1, found);
      }
      if (random.nextInt(4) == 0) {
        state = ActorStateCodec.read(ActorStateCodec.write(state));
      }
      matcher.take(state, arrival.action(), arrival.at(), found);
    }
    matcher.quiet(state, Long.MAX_VALUE, found);
    assertThat(state.holds()).isFalse();
    return found;
  }

  /** What was found. */
  static final class Found implements Findings {
    final List<List<String>> matches = new ArrayList<>();
    int late;
    int dropped;

    @Override
    public void matched(Match match) {
      matches.add(match.actions().stream().map(step -> step.position().eventId()).toList());
    }

    @Override
    public void late() {
      late++;
    }

    @Override
    public void dropped() {
      dropped++;
    }
  }
}
