package io.nearline.cli.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Makes raw events: job views, saves and applies as JSON, and the shop's click lines. A share of
 * them is from bots, sent twice, or broken. The same for the same seed and times. Not thread-safe.
 */
public final class EventGenerator {
  /** The topic of job events. */
  public static final String JOBS = "raw.jobs";

  /** The topic of the shop's clicks. */
  public static final String CLICKS = "raw.clicks";

  private static final double SHOP = 0.3;
  private static final double BOTS = 0.05;
  private static final double DUPLICATES = 0.03;
  private static final double BROKEN = 0.02;
  private static final int REMEMBERED = 200;

  /** How many visitors of the shop are on the way from a search to a purchase at a time. */
  private static final int SHOPPING = 8;

  private final DemoWorld world;
  private final RandomGenerator random;
  private final Deque<RawRecord> sent = new ArrayDeque<>();
  private final Deque<Purchase> purchases = new ArrayDeque<>();
  private final String prefix;
  private long number;

  /**
   * Begins with the first event of a seed.
   *
   * @param prefix what this generator's event ids begin with
   */
  public EventGenerator(DemoWorld world, long seed, String prefix) {
    this.world = world;
    this.random = new Random(seed);
    this.prefix = prefix;
  }

  /**
   * Makes the next event.
   *
   * @param now its time in epoch milliseconds
   */
  public GeneratedEvent next(long now) {
    number++;
    boolean shop = random.nextDouble() < SHOP;
    double kind = random.nextDouble();
    if (kind < BROKEN) {
      return new GeneratedEvent(shop ? brokenClick(now) : brokenJobEvent(now), Fate.DEAD);
    }
    if (shop) {
      return new GeneratedEvent(click(now), Fate.ACTION);
    }
    kind -= BROKEN;
    if (kind < DUPLICATES && sent.size() == REMEMBERED) {
      return new GeneratedEvent(sent.getFirst(), Fate.DUPLICATE);
    }
    JobEvent event =
        JobEvent.random(eventId(), world.member(random), world.job(random), random, now);
    if (kind - DUPLICATES < BOTS && kind >= DUPLICATES) {
      return new GeneratedEvent(event.record(", \"bot\": true"), Fate.FILTERED);
    }
    RawRecord good = event.record("");
    remember(good);
    return new GeneratedEvent(good, Fate.ACTION);
  }

  private void remember(RawRecord good) {
    sent.addLast(good);
    if (sent.size() > REMEMBERED) {
      sent.removeFirst();
    }
  }

  private RawRecord click(long now) {
    if (random.nextBoolean()) {
      return shopping(now);
    }
    long user = world.visitor(random);
    String what;
    int kind = random.nextInt(10);
    if (kind < 2) {
      what = "search=" + world.query(random);
    } else {
      String action = kind < 7 ? "view" : kind < 9 ? "cart" : "buy";
      what = "item=" + world.item(random) + ";action=" + action;
      if (action.equals("buy") && random.nextInt(4) > 0) {
        what += ";query=" + world.query(random);
      }
    }
    return new RawRecord(
        CLICKS, Long.toString(user), "user=" + user + ";" + what + ";epoch_ms=" + now);
  }

  /** The next step of who searches, looks at an item, puts it into the cart, and buys it. */
  private RawRecord shopping(long now) {
    while (purchases.size() < SHOPPING) {
      purchases.add(
          new Purchase(world.visitor(random), world.query(random), world.item(random), 0));
    }
    Purchase purchase = purchases.remove();
    String what =
        switch (purchase.step) {
          case 0 -> "search=" + purchase.query;
          case 1 -> "item=" + purchase.item + ";action=view";
          case 2 -> "item=" + purchase.item + ";action=cart";
          default -> "item=" + purchase.item + ";action=buy;query=" + purchase.query;
        };
    if (purchase.step < 3) {
      purchases.add(new Purchase(purchase.user, purchase.query, purchase.item, purchase.step + 1));
    }
    return new RawRecord(
        CLICKS,
        Long.toString(purchase.user),
        "user=" + purchase.user + ";" + what + ";epoch_ms=" + now);
  }

  /** A purchase on its way, and its next step. */
  private record Purchase(long user, String query, int item, int step) {}

  private RawRecord brokenClick(long now) {
    long user = world.visitor(random);
    String value =
        switch (random.nextInt(3)) {
          case 0 -> "user=" + user + ";item=" + world.item(random) + ";action=view";
          case 1 -> "user=nobody;item=1;action=view;epoch_ms=" + now;
          default -> "user=" + user + ";item=7;epoch_ms=" + now;
        };
    return new RawRecord(CLICKS, Long.toString(user), value);
  }

  private RawRecord brokenJobEvent(long now) {
    RawRecord good =
        JobEvent.random(eventId(), world.member(random), world.job(random), random, now).record("");
    String text = good.value();
    String value =
        switch (random.nextInt(4)) {
          case 0 -> text.substring(0, text.length() / 2);
          case 1 -> text.replace("\"member_id\"", "\"member\"");
          case 2 -> text.replace("\"ts\": " + now, "\"ts\": \"just now\"");
          default -> text.replace("\"type\"", "\"kind\"");
        };
    return new RawRecord(JOBS, good.key(), value);
  }

  private String eventId() {
    return prefix + number;
  }

  /**
   * One thing that a member does to a job.
   *
   * @param id the event's id
   * @param type {@code view}, {@code save} or {@code apply}
   * @param member who
   * @param job to which job
   * @param device on what
   * @param dwellMillis how long it was looked at; null unless it is a view
   * @param timestamp when, in epoch milliseconds
   */
  record JobEvent(
      String id,
      String type,
      long member,
      Job job,
      String device,
      @Nullable Integer dwellMillis,
      long timestamp) {

    /** Draws what is left open: views more often than saves, saves more often than applies. */
    static JobEvent random(
        String id, long member, Job job, RandomGenerator random, long timestamp) {
      int kind = random.nextInt(10);
      String type = kind < 7 ? "view" : kind < 9 ? "save" : "apply";
      return of(id, type, member, job, random, timestamp);
    }

    /** Draws the device, and how long a job is looked at. */
    static JobEvent of(
        String id, String type, long member, Job job, RandomGenerator random, long timestamp) {
      return new JobEvent(
          id,
          type,
          member,
          job,
          random.nextBoolean() ? "mobile" : "desktop",
          type.equals("view") ? 500 + random.nextInt(60_000) : null,
          timestamp);
    }

    /** Returns its record, with more members at the end of the JSON. */
    RawRecord record(String more) {
      String dwell = dwellMillis == null ? "" : ", \"dwell_ms\": " + dwellMillis;
      return new RawRecord(
          JOBS,
          Long.toString(member),
          "{\"id\": \"%s\", \"type\": \"%s\", \"member_id\": %d, \"job_id\": %d, "
                  .formatted(id, type, member, job.id())
              + "\"device\": \"%s\"%s, \"ts\": %d%s}".formatted(device, dwell, timestamp, more));
    }
  }
}
