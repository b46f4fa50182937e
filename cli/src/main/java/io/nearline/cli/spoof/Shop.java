package io.nearline.cli.spoof;

import io.nearline.cli.demo.Zipf;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Visits of a shop whose outcome is known. Every visitor comes once, so that no visit can lend
 * another one its searches. The same for the same seed. Not thread-safe.
 *
 * <p>The sample's pattern {@code search-conversion} is what they are made for: a search converts
 * when within an hour the visitor looks at an item, puts it into the cart and buys it, and only
 * once.
 */
final class Shop {
  /** How many topics the lines go to. */
  static final int TOPICS = 10;

  /**
   * How much later than it was clicked a line is published, at most: half of the sample's grace.
   */
  static final Duration LATEST = Duration.ofSeconds(5);

  /** How long a visit lasts, at most, until its last line is published. */
  static final Duration LONGEST = Duration.ofSeconds(20);

  /** What the topics' names begin with; their number follows. */
  static final String TOPIC = "raw.clicks.";

  private static final long FIRST_VISITOR = 20_000_000;
  private static final int LONGEST_PAUSE_MILLIS = 1_500;
  private static final Duration TOO_LONG = Duration.ofMinutes(61);
  private static final List<String> KINDS =
      List.of("linen", "wool", "oak", "o'hare", "b\"lue", "größe 40", "\ud83d\ude00", "éclair");
  private static final List<String> THINGS =
      List.of("shirt", "lamp", "shoes", "bed", "chair", "table", "desk", "bag");

  private final Random random;
  private final Zipf popularity;
  private final Zipf queries;
  private final int items;
  private final Answers answers = new Answers();
  private long visitors;

  /** Makes a shop of items {@code 1} to {@code items}, at least 2. */
  Shop(long seed, int items) {
    this.random = new Random(seed);
    this.items = items;
    this.popularity = new Zipf(items, 0.5);
    this.queries = new Zipf(KINDS.size(), 0.7);
  }

  /**
   * Makes the lines of a time, in the order in which they are published: each up to {@link #LATEST}
   * after it was clicked, so that they overtake each other.
   *
   * @param start its beginning, in epoch milliseconds
   * @param duration its length; who has come by its end finishes the visit
   * @param rate how many lines a second, about
   */
  void run(long start, Duration duration, double rate, Consumer<Click> publishing) {
    PriorityQueue<Click> open = new PriorityQueue<>(Comparator.comparingLong(Click::arrival));
    long lines = 0;
    while (true) {
      long now = start + (long) (lines * 1000 / rate);
      boolean over = now - start >= duration.toMillis();
      while (!open.isEmpty() && (over || open.element().arrival() <= now)) {
        publishing.accept(open.remove());
      }
      if (over) {
        return;
      }
      List<Visit.Step> steps = visit().steps();
      lines += steps.size();
      play(steps, now, open);
    }
  }

  /** Returns how many visitors there were. */
  long visitors() {
    return visitors;
  }

  /** Returns what is known of the lines. */
  Answers answers() {
    return answers;
  }

  private Visit visit() {
    int item = item();
    String query = query(item);
    Visit visit = new Visit();
    switch (random.nextInt(12)) {
      case 0 -> visit.search(query).view(item()).view(item).view(item());
      case 1 -> visit.search(query).view(item).cart(item).view(item());
      case 2 -> visit.view(item).cart(item).buy(item);
      case 3 -> visit.view(item).search(query).cart(item).buy(item);
      case 4 -> visit.search(query).pause(TOO_LONG).view(item).cart(item).buy(item);
      case 5 -> {
        String better = query(item);
        visit.search(query).search(better).view(item).cart(item).buy(item);
        answers.add(query, item);
        answers.add(better, item);
      }
      case 6 -> {
        // The search converts once: for what is bought first.
        int other = item % items + 1;
        visit.search(query).view(other).view(item).cart(item).cart(other).buy(item).buy(other);
        answers.add(query, item);
      }
      case 7 -> {
        int other = item % items + 1;
        String next = query(other);
        visit.search(query).view(item).cart(item).buy(item);
        visit.search(next).view(other).cart(other).buy(other);
        answers.add(query, item);
        answers.add(next, other);
      }
      default -> {
        visit.search(query).view(item()).view(item).view(item()).cart(item).buy(item);
        answers.add(query, item);
      }
    }
    return visit;
  }

  /** Draws an item, popular ones more often. */
  private int item() {
    return 1 + popularity.draw(random);
  }

  /** Draws a query that leads to an item: each has some that do so more often. */
  private String query(int item) {
    String thing = THINGS.get(item % THINGS.size());
    return KINDS.get((queries.draw(random) + item) % KINDS.size()) + " " + thing;
  }

  private void play(List<Visit.Step> steps, long start, Collection<Click> clicks) {
    long user = FIRST_VISITOR + visitors++;
    long time = start;
    for (Visit.Step step : steps) {
      time += 1 + random.nextInt(LONGEST_PAUSE_MILLIS);
      long clicked = time - step.agoMillis();
      clicks.add(
          new Click(
              TOPIC + random.nextInt(TOPICS),
              "user=" + user + ";" + step.what() + ";epoch_ms=" + clicked,
              clicked,
              time + random.nextInt(Math.toIntExact(LATEST.toMillis()))));
    }
  }
}
