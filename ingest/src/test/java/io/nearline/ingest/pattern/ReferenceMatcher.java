package io.nearline.ingest.pattern;

import io.nearline.ingest.expression.ExpressionFailedException;
import io.nearline.ingest.pattern.PatternStep.Take;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a pattern means: all of an actor's actions in order; for each that meets the first step's
 * condition, all ways to go on, and of those the one that ends first; of equal ends the one whose
 * steps come first.
 */
final class ReferenceMatcher {
  private final ActionPattern pattern;
  private final List<StepAction> actions;

  ReferenceMatcher(ActionPattern pattern, List<StepAction> actions) {
    this.pattern = pattern;
    this.actions = actions.stream().sorted().toList();
  }

  /** Returns the matches, by the last action, then by the first. */
  List<List<String>> matches() {
    List<List<Integer>> found = new ArrayList<>();
    for (int first = 0; first < actions.size(); first++) {
      if (meets(List.of(), first)) {
        List<List<Integer>> ways = new ArrayList<>();
        ways(List.of(first), ways);
        Optional<List<Integer>> best =
            ways.stream().min(Comparator.comparing(this::endFirst, ORDER));
        best.ifPresent(found::add);
      }
    }
    found.sort(Comparator.comparing(this::endFirst, ORDER));
    return found.stream().map(this::ids).toList();
  }

  private static final Comparator<List<Integer>> ORDER =
      (a, b) -> {
        for (int i = 0; i < a.size(); i++) {
          if (!a.get(i).equals(b.get(i))) {
            return Integer.compare(a.get(i), b.get(i));
          }
        }
        return 0;
      };

  private List<Integer> endFirst(List<Integer> way) {
    List<Integer> key = new ArrayList<>();
    key.add(way.get(way.size() - 1));
    key.addAll(way);
    return key;
  }

  private void ways(List<Integer> prefix, List<List<Integer>> ways) {
    int step = prefix.size();
    if (step == pattern.steps().size()) {
      ways.add(prefix);
      return;
    }
    for (int next = prefix.get(step - 1) + 1; next < actions.size(); next++) {
      if (meets(prefix, next)) {
        List<Integer> longer = new ArrayList<>(prefix);
        longer.add(next);
        ways(longer, ways);
        if (pattern.steps().get(step).take() == Take.NEXT) {
          return;
        }
      }
    }
  }

  private boolean meets(List<Integer> prefix, int candidate) {
    StepAction action = actions.get(candidate);
    Map<String, Object> variables = new HashMap<>();
    for (int i = 0; i < prefix.size(); i++) {
      variables.put(pattern.steps().get(i).name(), actions.get(prefix.get(i)).variable());
    }
    variables.put("action", action.variable());
    if (!prefix.isEmpty()) {
      long first = actions.get(prefix.get(0)).position().timestamp();
      if (action.position().timestamp() - first > pattern.within().toMillis()) {
        return false;
      }
    }
    try {
      return Boolean.TRUE.equals(pattern.steps().get(prefix.size()).where().evaluate(variables));
    } catch (ExpressionFailedException e) {
      return false;
    }
  }

  private List<String> ids(List<Integer> way) {
    return way.stream().map(index -> actions.get(index).position().eventId()).toList();
  }
}
