package io.nearline.bench;

import io.nearline.bench.check.AnswerCheck;
import io.nearline.bench.data.ActionSource;
import io.nearline.bench.data.ActionSource.Vectors;
import io.nearline.bench.data.Population;
import io.nearline.bench.data.PopulationSize;
import io.nearline.bench.measure.Ratios;
import io.nearline.bench.measure.Rounds;
import io.nearline.bench.report.Environment;
import io.nearline.bench.report.Outcome;
import io.nearline.bench.system.BenchSystem;
import io.nearline.bench.system.Configurations;
import io.nearline.bench.system.Configurations.Configuration;
import io.nearline.bench.system.MachinePauses;
import io.nearline.bench.target.Samples;
import io.nearline.cli.Installation;
import io.nearline.cli.system.LocalSystem;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The whole bench, from the start of Kafka to what came out. One thread, once. */
final class Bench {
  private static final Duration SPAN = Duration.ofHours(20);
  private static final int CLIENT_THREADS = 2;
  private static final int SAMPLE_EVERY = 50;
  private static final int SAMPLES_A_CELL = 200;
  private static final int REPORTED_PROBLEMS = 20;

  private final Installation installation;
  private final Path directory;
  private final int firstPort;
  private final Scale scale;
  private final long seed;
  private final Consumer<String> news;
  private final long begin = System.nanoTime();
  private final Instant now = Instant.now();
  private final Samples samples = new Samples(SAMPLE_EVERY, SAMPLES_A_CELL);
  private final List<String> problems = new ArrayList<>();
  private int checked;

  /**
   * Prepares a bench.
   *
   * @param directory where everything is kept
   * @param firstPort from which on free ports are looked for
   * @param news is told how it goes, a line at a time
   */
  Bench(
      Installation installation,
      Path directory,
      int firstPort,
      Scale scale,
      long seed,
      Consumer<String> news) {
    this.installation = installation;
    this.directory = directory;
    this.firstPort = firstPort;
    this.scale = scale;
    this.seed = seed;
    this.news = news;
  }

  Outcome run() throws InterruptedException {
    EventLoopGroup group =
        new MultiThreadIoEventLoopGroup(CLIENT_THREADS, NioIoHandler.newFactory());
    MachinePauses pauses = MachinePauses.look();
    say(pauses.toString());
    say("starting Kafka and Pinot in " + directory);
    try (BenchSystem system = BenchSystem.start(installation, directory, firstPort, group)) {
      // Told to end, it frees the disk too.
      Runtime.getRuntime().addShutdownHook(new Thread(system::close, "stop"));
      return measure(system, group, pauses);
    } finally {
      var unused = group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
  }

  private Outcome measure(BenchSystem system, EventLoopGroup group, MachinePauses pauses)
      throws InterruptedException {
    Configurations configurations =
        new Configurations(
            installation.home().resolve("deploy").resolve("bench"),
            directory.resolve("configurations"));
    Configuration configuration = configurations.asItIs();
    Configuration small = configurations.over("actions_small");
    Configuration large = configurations.over("actions_large");
    ActionSource source = load(system, configuration, scale.data(), Vectors.OF_APPLICATIONS);
    load(system, small, scale.small(), Vectors.NONE);
    load(system, large, scale.large(), Vectors.NONE);

    try (Cells cells =
        Cells.start(
            system,
            group,
            samples,
            scale,
            source.population().hottest(),
            configuration.directory(),
            configurations.uncoalesced().directory(),
            small.directory(),
            large.directory())) {
      AnswerCheck check = new AnswerCheck(configuration.catalogue(), source);
      Rounds rounds = new Rounds(cells.all(), system.stack().pid(), seed, key -> check(key, check));
      for (Duration each : scale.warmUps()) {
        say("warming up");
        rounds.warmUp(each);
      }
      List<Double> startMillis = new ArrayList<>();
      for (int i = 1; i <= scale.rounds(); i++) {
        say("round " + i + " of " + scale.rounds());
        rounds.measure(scale.each());
        if (startMillis.size() < scale.starts()) {
          startMillis.add(startMillis(system, configuration));
        }
      }
      rounds.failures().forEach(this::problem);
      return new Outcome(
          Ratios.of(rounds.rounds(), startMillis),
          rounds.rounds(),
          rounds.latencies(),
          startMillis,
          cells.statementsInFlight(),
          Environment.of(
              system,
              pauses,
              seed,
              scale.toString(),
              Map.of("server", LocalSystem.SERVER_OPTIONS, "echo", LocalSystem.SERVER_OPTIONS)),
          checked,
          problems);
    }
  }

  private ActionSource load(
      BenchSystem system, Configuration configuration, PopulationSize size, Vectors vectors)
      throws InterruptedException {
    say(
        String.format(
            Locale.ROOT, "loading %,d actions of %,d actors", size.actions(), size.actors()));
    ActionSource source = new ActionSource(seed, new Population(size), vectors, now, SPAN);
    system.load(configuration.catalogue(), source);
    return source;
  }

  private static double startMillis(BenchSystem system, Configuration configuration)
      throws InterruptedException {
    return system.startTime(configuration.directory()).toNanos() / 1e6;
  }

  /** Between two cells, so that checking costs none of them. */
  private void check(String key, AnswerCheck check) {
    for (Samples.Sample sample : samples.take()) {
      checked++;
      for (String problem : check.problems(sample)) {
        problem(key + ": " + problem);
      }
    }
  }

  private void problem(String what) {
    if (problems.size() < REPORTED_PROBLEMS) {
      problems.add(what);
    }
  }

  private void say(String what) {
    long seconds = Duration.ofNanos(System.nanoTime() - begin).toSeconds();
    news.accept(String.format(Locale.ROOT, "%5d s  %s", seconds, what));
  }
}
