package io.nearline.cli.exactlyonce;

import io.nearline.cli.demo.DemoWorld;
import io.nearline.cli.demo.EventGenerator;
import io.nearline.cli.demo.Fate;
import io.nearline.cli.demo.GeneratedEvent;
import io.nearline.cli.demo.RawRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Raw events of every kind and fate, for the pipelines of the sample configuration: the demo's, the
 * shop's spread over its topics, and standard actions. Of those, some are sent twice, under another
 * key: the second time on another partition, and so long after the first that a kill may lie
 * between. The same for the same seed and times. Not thread-safe.
 */
final class EventMix {
  /** The topic of standard actions, which aren't keyed by their actor. */
  static final String ACTIONS = "raw.actions";

  private static final int SHOP_TOPICS = 10;
  private static final double ACTION_SHARE = 0.3;
  private static final double TWICE = 0.15;
  private static final double BROKEN = 0.02;
  private static final int REMEMBERED = 20_000;
  private static final int ACTORS = 5_000;
  private static final int OBJECTS = 500;

  private final Random random;
  private final EventGenerator demo;
  private final List<String> remembered = new ArrayList<>();
  private long number;

  EventMix(DemoWorld world, long seed) {
    this.random = new Random(seed);
    this.demo = new EventGenerator(world, seed, "e-");
  }

  /** Returns the topics that events go to. */
  static List<String> topics() {
    List<String> topics = new ArrayList<>(List.of(EventGenerator.JOBS, ACTIONS));
    for (int i = -1; i < SHOP_TOPICS; i++) {
      topics.add(shopTopic(i));
    }
    return topics;
  }

  /**
   * Makes the next event.
   *
   * @param now its time in epoch milliseconds
   */
  GeneratedEvent next(long now) {
    if (random.nextDouble() < ACTION_SHARE) {
      return action(now);
    }
    GeneratedEvent event = demo.next(now);
    RawRecord record = event.record();
    if (record.topic().equals(EventGenerator.JOBS)) {
      return event;
    }
    String topic = shopTopic(random.nextInt(SHOP_TOPICS + 1) - 1);
    return new GeneratedEvent(new RawRecord(topic, record.key(), record.value()), event.fate());
  }

  private GeneratedEvent action(long now) {
    double kind = random.nextDouble();
    if (kind < TWICE && !remembered.isEmpty()) {
      return event(remembered.get(random.nextInt(remembered.size())), Fate.DUPLICATE);
    }
    String text =
        String.format(
            Locale.ROOT,
            "{\"eventId\": \"a-%d\", \"actor\": %d, \"verb\": \"visit\", \"object\": \"page:%d\","
                + " \"timestamp\": %d}",
            ++number,
            random.nextInt(ACTORS) - ACTORS / 2,
            random.nextInt(OBJECTS),
            now);
    if (kind > 1 - BROKEN) {
      return event(text.replace("\"verb\"", "\"werb\""), Fate.DEAD);
    }
    if (remembered.size() < REMEMBERED) {
      remembered.add(text);
    } else {
      remembered.set(random.nextInt(REMEMBERED), text);
    }
    return event(text, Fate.ACTION);
  }

  private GeneratedEvent event(String text, Fate fate) {
    return new GeneratedEvent(
        new RawRecord(ACTIONS, Integer.toString(random.nextInt()), text), fate);
  }

  private static String shopTopic(int number) {
    return number < 0 ? EventGenerator.CLICKS : EventGenerator.CLICKS + "." + number;
  }
}
