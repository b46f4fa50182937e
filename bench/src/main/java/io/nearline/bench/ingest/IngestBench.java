package io.nearline.bench.ingest;

import io.nearline.bench.ingest.IngestInstallation.Application;
import io.nearline.bench.report.Environment;
import io.nearline.bench.system.BenchSystem;
import io.nearline.bench.system.MachinePauses;
import io.nearline.bench.system.MeasuredServer;
import io.nearline.cli.Installation;
import io.nearline.cli.system.LocalSystem;
import io.nearline.cli.system.PinotRows;
import io.nearline.process.ChildProcess;
import io.nearline.schemas.controller.HttpPinotController;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The whole bench of ingest, from the start of Kafka to what came out. One thread, once. */
final class IngestBench {
  private static final String TABLE = "attributes.jobs";

  /**
   * How many rounds come first and don't count: a Kafka runs for weeks, and its compilers are at
   * work on what its transactions take in the second round, too.
   */
  private static final int UNCOUNTED_ROUNDS = 2;

  private final Installation installation;
  private final Path directory;
  private final int firstPort;
  private final IngestScale scale;
  private final long seed;
  private final Consumer<String> news;
  private final EventSource source;
  private final ResidentMemory memory = new ResidentMemory();
  private final long begin = System.nanoTime();

  /**
   * Prepares a bench.
   *
   * @param directory where everything is kept
   * @param firstPort from which on free ports are looked for
   * @param news is told how it goes, a line at a time
   */
  IngestBench(
      Installation installation,
      Path directory,
      int firstPort,
      IngestScale scale,
      long seed,
      Consumer<String> news) {
    this.installation = installation;
    this.directory = directory;
    this.firstPort = firstPort;
    this.scale = scale;
    this.seed = seed;
    this.news = news;
    this.source = new EventSource(seed, scale.keys());
  }

  IngestOutcome run() throws InterruptedException {
    EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    MachinePauses pauses = MachinePauses.look();
    say(pauses.toString());
    say("starting Kafka and Pinot in " + directory);
    try (BenchSystem system = BenchSystem.start(installation, directory, firstPort, group);
        KafkaTraffic kafka = new KafkaTraffic(system.addresses().kafka())) {
      // Told to end, it frees the disk too.
      Runtime.getRuntime().addShutdownHook(new Thread(system::close, "stop"));
      return measure(system, kafka, pauses);
    } finally {
      var unused = group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
  }

  private IngestOutcome measure(BenchSystem system, KafkaTraffic kafka, MachinePauses pauses)
      throws InterruptedException {
    Path configuration = installation.home().resolve("deploy").resolve("bench-ingest");
    IngestInstallation ingest =
        new IngestInstallation(installation, configuration, directory, system.addresses().kafka());
    ingest.makeTopics();
    say(String.format(Locale.ROOT, "loading %,d keys", scale.keys()));
    try (KafkaProducer<byte[], byte[]> producer = kafka.producer(20, 256 * 1024)) {
      KafkaTraffic.send(
          producer,
          scale.keys(),
          i -> new ProducerRecord<>(TABLE, EventSource.utf8(Integer.toString(i)), source.job(i)));
    }
    List<IngestRound> rounds = rounds(system, kafka, ingest, ProducerSettings.of(configuration));
    Freshness freshness = freshness(system, kafka, ingest, configuration);
    return new IngestOutcome(
        scale,
        rounds,
        freshness,
        memory.mostMebibytes(),
        Environment.of(
            system,
            pauses,
            seed,
            scale.toString(),
            Map.of("server", LocalSystem.SERVER_OPTIONS, "ingest", IngestInstallation.OPTIONS)));
  }

  private List<IngestRound> rounds(
      BenchSystem system,
      KafkaTraffic kafka,
      IngestInstallation ingest,
      Map<String, Object> producerSettings)
      throws InterruptedException {
    Backlog backlog = new Backlog(kafka, source, scale, system.stack().pid());
    Rounds each = new Rounds(backlog, ingest, memory, producerSettings);
    List<IngestRound> rounds = new ArrayList<>();
    for (int i = 1 - UNCOUNTED_ROUNDS; i <= scale.rounds(); i++) {
      boolean counts = i > 0;
      say(
          counts
              ? "round " + i + " of " + scale.rounds()
              : "a round that doesn't count: Kafka's compilers are at work");
      IngestRound round = each.next(i % 2 != 0);
      if (counts) {
        rounds.add(round);
      }
      say(
          String.format(
              Locale.ROOT,
              "events/s: producer %,.0f, exactly once %,.0f, at least once %,.0f",
              round.producer().perSecond(),
              round.exactlyOnce().perSecond(),
              round.atLeastOnce().perSecond()));
    }
    return rounds;
  }

  private Freshness freshness(
      BenchSystem system, KafkaTraffic kafka, IngestInstallation ingest, Path configuration)
      throws InterruptedException {
    system.makeTables(configuration);
    MeasuredServer server = system.server("server", configuration);
    try (ChildProcess process = ingest.start(Application.EXACTLY_ONCE)) {
      memory.of(process.pid());
      FlowScale flow = scale.flow();
      say(
          "events flow steadily for %d s, then while segments are committed, %d times of each table"
              .formatted(flow.settling().plus(flow.steady()).toSeconds(), flow.commitsOfEach()));
      SegmentCommits commits =
          new SegmentCommits(
              HttpPinotController.at(URI.create("http://" + system.addresses().pinotController())),
              new PinotRows(system.addresses().pinotBroker()),
              Backlog.ACTIONS);
      return new SteadyFlow(kafka, source, server, memory).measure(flow, commits);
    }
  }

  private void say(String what) {
    long seconds = Duration.ofNanos(System.nanoTime() - begin).toSeconds();
    news.accept(String.format(Locale.ROOT, "%5d s  %s", seconds, what));
  }
}
