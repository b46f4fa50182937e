package io.nearline.cli.spoof;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a visitor does, step by step. Not thread-safe. */
final class Visit {
  private final List<Step> steps = new ArrayList<>();

  /**
   * A step.
   *
   * @param what the line's part that says it
   * @param agoMillis how much longer ago than its turn it was
   */
  record Step(String what, long agoMillis) {}

  /** Returns the steps. */
  List<Step> steps() {
    return List.copyOf(steps);
  }

  Visit search(String query) {
    return add("search=" + query);
  }

  Visit view(int item) {
    return item(item, "view");
  }

  Visit cart(int item) {
    return item(item, "cart");
  }

  Visit buy(int item) {
    return item(item, "buy");
  }

  /** Lets time pass: all that was done until now is so much longer ago. */
  Visit pause(Duration duration) {
    steps.replaceAll(step -> new Step(step.what, step.agoMillis + duration.toMillis()));
    return this;
  }

  private Visit item(int item, String action) {
    return add("item=" + item + ";action=" + action);
  }

  private Visit add(String what) {
    steps.add(new Step(what, 0));
    return this;
  }
}
