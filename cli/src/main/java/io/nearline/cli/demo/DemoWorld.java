package io.nearline.cli.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;

/** The members, jobs and shop items of the demo: the same for the same seed. Immutable. */
public final class DemoWorld {
  /** The member whose features are shown. Nobody else acts for it. */
  static final long WATCHED = 111;

  /** How many items the shop has, numbered from 1. */
  static final int ITEMS = 300;

  private static final int MEMBERS = 2_000;
  private static final int JOBS = 1_000;
  private static final int PROBES = 16;
  private static final long FIRST_MEMBER = 1_000;
  private static final long FIRST_VISITOR = 500_000;
  private static final long FIRST_PROBE = 900_000;

  private static final List<String> INDUSTRIES =
      List.of("internet", "health care", "finance", "education", "logistics", "energy");
  private static final List<String> SENIORITIES = List.of("entry", "senior", "lead");
  private static final List<String> TITLES =
      List.of(
          "software engineer",
          "data engineer",
          "data scientist",
          "nurse",
          "accountant",
          "teacher",
          "product manager",
          "electrician",
          "recruiter",
          "warehouse lead");
  private static final List<String> GEOS =
      List.of("new york", "berlin", "bangalore", "london", "paris", "toronto", "são paulo");
  private static final List<String> CATEGORIES =
      List.of("shirts", "trousers", "shoes", "bedding", "lamps");
  private static final List<String> BRANDS = List.of("norr", "lumen", "halo", "acre");

  private final List<Job> jobs = new ArrayList<>();
  private final List<RawRecord> members = new ArrayList<>();
  private final List<RawRecord> items = new ArrayList<>();
  private final Zipf jobPopularity = new Zipf(JOBS, 0.9);
  private final Zipf memberActivity = new Zipf(MEMBERS, 0.6);
  private final Zipf itemPopularity = new Zipf(ITEMS, 0.9);

  /** Makes the world of a seed. */
  public DemoWorld(long seed) {
    Random random = new Random(seed);
    List<double[]> centres = new ArrayList<>();
    TITLES.forEach(title -> centres.add(uniforms(random)));
    for (int i = 0; i < JOBS; i++) {
      int title = random.nextInt(TITLES.size());
      double[] centre = centres.get(title);
      double[] noise = uniforms(random);
      jobs.add(
          new Job(
              i + 1L,
              TITLES.get(title),
              "company " + (1 + random.nextInt(120)),
              pick(GEOS, random),
              random.nextInt(4) == 0,
              30_000 + 500.0 * random.nextInt(200),
              DoubleStream.iterate(0, at -> at + 1)
                  .limit(Job.DIMENSION)
                  .map(at -> centre[(int) at] + 0.3 * noise[(int) at])
                  .boxed()
                  .toList()));
    }
    members.add(member(WATCHED, random));
    for (int i = 0; i < MEMBERS; i++) {
      members.add(member(FIRST_MEMBER + i, random));
    }
    for (int i = 0; i < PROBES; i++) {
      members.add(member(FIRST_PROBE + i, random));
    }
    for (int i = 0; i < ITEMS; i++) {
      items.add(item(i + 1, random));
    }
  }

  /** Returns the records of all attribute topics. */
  public List<RawRecord> attributeRecords() {
    List<RawRecord> records = new ArrayList<>(members);
    jobs.forEach(job -> records.add(job.record()));
    records.addAll(items);
    return records;
  }

  /** Returns a job, popular ones more often. */
  Job job(RandomGenerator random) {
    return jobs.get(jobPopularity.draw(random));
  }

  /** Returns a member, active ones more often; never the watched one or a probe. */
  long member(RandomGenerator random) {
    return FIRST_MEMBER + memberActivity.draw(random);
  }

  /** Returns a visitor of the shop, active ones more often. */
  long visitor(RandomGenerator random) {
    return FIRST_VISITOR + memberActivity.draw(random);
  }

  /** Returns an item of the shop, popular ones more often. */
  int item(RandomGenerator random) {
    return 1 + itemPopularity.draw(random);
  }

  /** Returns what a visitor of the shop searches for. */
  String query(RandomGenerator random) {
    return pick(BRANDS, random) + " " + pick(CATEGORIES, random);
  }

  /** Returns the members that only probes act for. */
  List<Long> probes() {
    List<Long> probes = new ArrayList<>();
    for (int i = 0; i < PROBES; i++) {
      probes.add(FIRST_PROBE + i);
    }
    return probes;
  }

  private static RawRecord member(long id, Random random) {
    return new RawRecord(
        "attributes.members",
        Long.toString(id),
        "{\"industry\":\"%s\",\"seniority\":\"%s\"}"
            .formatted(pick(INDUSTRIES, random), pick(SENIORITIES, random)));
  }

  private static RawRecord item(int id, Random random) {
    return new RawRecord(
        "attributes.items",
        Integer.toString(id),
        String.format(
            Locale.ROOT,
            "{\"category\":\"%s\",\"brand\":\"%s\",\"price\":%.2f}",
            pick(CATEGORIES, random),
            pick(BRANDS, random),
            5 + 0.5 * random.nextInt(400)));
  }

  private static double[] uniforms(Random random) {
    return random.doubles(Job.DIMENSION).map(uniform -> 2 * uniform - 1).toArray();
  }

  private static <T> T pick(List<T> values, RandomGenerator random) {
    return values.get(random.nextInt(values.size()));
  }
}
