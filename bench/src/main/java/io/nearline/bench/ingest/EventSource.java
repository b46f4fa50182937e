package io.nearline.bench.ingest;

import io.nearline.bench.data.Mix;
import java.nio.charset.StandardCharsets;

/**
 * Generated events and jobs: each is computed from its number. One event in twenty is a bot's,
 * which the filter leaves out. Immutable.
 */
final class EventSource {
  /** From which number on members are whose events are looked for. */
  static final long FIRST_PROBE = 1_000_000_000L;

  private static final int BOTS_ARE_ONE_IN = 20;
  private static final int MEMBERS = 200_000;
  private static final String[] TYPES = {"view", "view", "view", "save", "apply"};
  private static final String[] PLACES = {"new york", "boston", "chicago", "seattle", "austin"};
  private static final String[] DEVICES = {"mobile", "desktop"};

  private final long seed;
  private final int jobs;

  EventSource(long seed, int jobs) {
    this.seed = seed;
    this.jobs = jobs;
  }

  /**
   * An event as it is sent.
   *
   * @param member whose it is
   * @param job what it is about
   * @param value its JSON
   */
  @SuppressWarnings("ArrayRecordComponent")
  record RawJob(long member, int job, byte[] value) {
    byte[] key() {
      return utf8(Long.toString(member));
    }
  }

  /** Returns an event of any member. */
  RawJob event(long number, long timestamp) {
    long bits = Mix.mix(seed + number);
    long member = Long.remainderUnsigned(bits, MEMBERS);
    boolean bot = Long.remainderUnsigned(bits >>> 20, BOTS_ARE_ONE_IN) == 0;
    return event(number, member, bot, timestamp);
  }

  /** Returns an event that is looked for: of a member that has no other one, on a job likewise. */
  RawJob probe(int number, long timestamp) {
    return event(FIRST_PROBE + number, FIRST_PROBE + number, false, timestamp);
  }

  /** Returns how many actions become of events, about: bots' are left out. */
  static long actionsOf(long events) {
    return events - events / BOTS_ARE_ONE_IN;
  }

  /** Returns how many events become so many actions, about. */
  static long eventsOf(long actions) {
    return actions + actions / (BOTS_ARE_ONE_IN - 1);
  }

  private RawJob event(long number, long member, boolean bot, long timestamp) {
    long bits = Mix.mix(~seed + number);
    int job = job(number, bits);
    String json =
        "{\"id\":\"e-"
            + number
            + "\",\"type\":\""
            + TYPES[(int) Long.remainderUnsigned(bits >>> 8, TYPES.length)]
            + "\",\"member_id\":"
            + member
            + ",\"job_id\":"
            + job
            + ",\"device\":\""
            + DEVICES[(int) (bits >>> 40 & 1)]
            + "\",\"dwell_ms\":"
            + (500 + (bits >>> 44) % 60_000)
            + (bot ? ",\"bot\":true" : "")
            + ",\"ts\":"
            + timestamp
            + "}";
    return new RawJob(member, job, utf8(json));
  }

  /** The first half of the jobs is everybody's, the second for events that are looked for. */
  private int job(long number, long bits) {
    int half = jobs / 2;
    return number >= FIRST_PROBE
        ? half + (int) ((number - FIRST_PROBE) % half)
        : (int) Long.remainderUnsigned(bits, half);
  }

  /** Returns what is known of a job. */
  byte[] job(int number) {
    long bits = Mix.mix(seed ^ number);
    return utf8(
        "{\"geo\":\""
            + PLACES[(int) Long.remainderUnsigned(bits, PLACES.length)]
            + "\",\"price\":"
            + (bits >>> 32) % 1000 / 4.0
            + ",\"company\":\"company "
            + Long.remainderUnsigned(bits >>> 8, 10_000)
            + "\"}");
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
