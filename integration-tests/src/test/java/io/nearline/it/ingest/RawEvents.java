package io.nearline.it.ingest;

import io.nearline.it.stack.Topics.Line;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Seeded raw events of a job site, and what ingest must make of them. */
final class RawEvents {
  private static final int MEMBERS = 50;
  private static final int JOBS = 20;

  private final Random random;
  private final long start = System.currentTimeMillis() - Duration.ofHours(1).toMillis();
  private int events;
  private final Map<String, String> actions = new TreeMap<>();
  private final Map<String, Long> account = new TreeMap<>();
  private final List<Line> good = new ArrayList<>();
  private final Set<Integer> jobsWithAttributes = new HashSet<>();

  RawEvents(long seed) {
    this.random = new Random(seed);
  }

  /** Returns the attribute records of some of the jobs. */
  List<Line> attributes() {
    List<Line> attributes = new ArrayList<>();
    for (int job = 0; job < JOBS; job += 2) {
      attributes.add(new Line(Integer.toString(job), attributes(job)));
      jobsWithAttributes.add(job);
    }
    return attributes;
  }

  /** Makes more events; a quarter of them filtered, malformed, invalid or sent before. */
  List<Line> more(int count) {
    List<Line> more = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      more.add(next());
    }
    return more;
  }

  /** The expected actions' JSON by event id. */
  Map<String, String> actions() {
    return actions;
  }

  /** The expected account by {@code pipeline|outcome|reason}. */
  Map<String, Long> account() {
    return account;
  }

  /** How many dead letters are expected. */
  int deadLetters() {
    return account.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith("jobs|dead|"))
        .mapToInt(entry -> Math.toIntExact(entry.getValue()))
        .sum();
  }

  private Line next() {
    events++;
    count("in|");
    int kind = random.nextInt(16);
    String key = "k" + random.nextInt();
    if (kind == 0) {
      count("filtered|filter");
      return new Line(key, "{\"bot\": true}");
    }
    if (kind == 1) {
      count("dead|malformed");
      return new Line(key, "{\"id\": ");
    }
    if (kind == 2) {
      count("dead|invalid");
      return event(key, "", -1 - events, 0, 0);
    }
    if (kind == 3 && !good.isEmpty()) {
      count("duplicate|");
      return new Line(key, good.get(random.nextInt(good.size())).value());
    }
    count("action|");
    int id = good.size();
    int job = random.nextInt(JOBS);
    int member = random.nextInt(MEMBERS) - MEMBERS / 2;
    Line line = event(key, "apply", id, job, member);
    good.add(line);
    String geo = jobsWithAttributes.contains(job) ? ",\"objectGeo\":\"geo-" + job + "\"" : "";
    actions.put(
        "jobs:" + id,
        "{\"eventId\":\"jobs:"
            + id
            + "\",\"actor\":"
            + member
            + ",\"actorAttributes\":null,\"verb\":\"apply\",\"verbAttributes\":{\"n\":"
            + id
            + "},\"object\":\"job:"
            + job
            + "\",\"objectAttributes\":"
            + (jobsWithAttributes.contains(job) ? attributes(job).replace(" ", "") : "null")
            + ",\"timestamp\":"
            + time(id)
            + geo
            + "}");
    return line;
  }

  private void count(String outcome) {
    account.merge("jobs|" + outcome, 1L, Long::sum);
  }

  private static String attributes(int job) {
    return "{\"geo\": \"geo-" + job + "\", \"rank\": " + job + "}";
  }

  private long time(int id) {
    return start + id;
  }

  private Line event(String key, String type, int id, int job, int member) {
    return new Line(
        key,
        "{\"id\": "
            + id
            + ", \"type\": \""
            + type
            + "\", \"job\": "
            + job
            + ", \"member\": "
            + member
            + ", \"ts\": "
            + time(id)
            + "}");
  }
}
