package io.nearline.cli.spoof;

import io.nearline.cli.CommandException;
import io.nearline.cli.DurationConverter;
import io.nearline.cli.replay.LineOutput;
import io.nearline.cli.replay.Publisher;
import io.nearline.cli.system.KafkaOfSystem;
import io.nearline.cli.system.KafkaTopics;
import io.nearline.process.ExitCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code nearline spoof}. */
@Command(
    name = "spoof",
    description = {
      "Make a shop's click lines, of which it is known which searches convert.",
      "",
      "They go to the topics raw.clicks.0 to raw.clicks.9, each up to 5 s later than it was clicked,"
          + " so that they overtake each other; or to a file. The sample's pattern"
          + " search-conversion finds the conversions in them, and the features"
          + " shop_items.conversions and shop_items.converting_queries show what --answers holds:"
          + " a line of JSON for each item. Item numbers and queries are the same for every seed, so"
          + " a second run adds to what the first one left."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class SpoofCommand implements Callable<Integer> {
  private static final int FEWEST_ITEMS = 2;

  @Option(
      names = "--rate",
      defaultValue = "1000",
      description = "About so many lines a second (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--duration",
      defaultValue = "1m",
      converter = DurationConverter.class,
      description = "How long visitors come (default: ${DEFAULT-VALUE}).")
  private Duration duration;

  @Option(
      names = "--items",
      defaultValue = "300",
      description = "How many items there are (default: ${DEFAULT-VALUE}).")
  private int items;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "The same lines, but for their times, for the same seed (default: 1).")
  private long seed;

  @Option(names = "--answers", paramLabel = "FILE", description = "Where to write the answers.")
  private @Nullable Path answers;

  @Option(
      names = "--write",
      paramLabel = "FILE",
      description =
          "Write the lines there instead of publishing them, gzipped if the name ends in .gz.")
  private @Nullable Path output;

  @Mixin private KafkaOfSystem kafka = new KafkaOfSystem();

  /** Made by picocli. */
  public SpoofCommand() {}

  @Override
  public Integer call() {
    if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
      throw CommandException.usage("--rate " + rate + " (expected: > 0)");
    }
    if (items < FEWEST_ITEMS) {
      throw CommandException.usage(
          "--items " + items + " (expected: at least " + FEWEST_ITEMS + ")");
    }
    if (output != null && kafka.isNamed()) {
      throw CommandException.usage("--write with --kafka or --dir (expected: one of them)");
    }
    Shop shop = new Shop(seed, items);
    long lines = output == null ? publish(shop) : write(shop, output);
    try (LineOutput file = LineOutput.to(Optional.ofNullable(answers))) {
      shop.answers().lines(items).forEach(line -> file.line(line.getBytes(StandardCharsets.UTF_8)));
    }
    System.out.printf(
        Locale.ROOT,
        "%,d lines of %,d visitors%s, in which %,d searches convert%n",
        lines,
        shop.visitors(),
        output == null ? " to " + Shop.TOPIC + "0 … " + (Shop.TOPICS - 1) : " in " + output,
        shop.answers().conversions());
    return ExitCode.DONE.code();
  }

  private long publish(Shop shop) {
    String brokers = kafka.brokers();
    try (KafkaTopics topics = KafkaTopics.connect(brokers, kafka.settings())) {
      for (int i = 0; i < Shop.TOPICS; i++) {
        topics.require(Shop.TOPIC + i);
      }
    }
    try (Publisher publisher = new Publisher(brokers, kafka.settings())) {
      AtomicLong number = new AtomicLong();
      shop.run(
          System.currentTimeMillis(),
          duration,
          rate,
          click -> {
            await(click.arrival());
            publisher.publish(
                click.topic(),
                null,
                click.line().getBytes(StandardCharsets.UTF_8),
                "line " + number.incrementAndGet());
          });
      publisher.flush();
      return publisher.acknowledged();
    }
  }

  /** Writes what would have been published until now. */
  private long write(Shop shop, Path path) {
    AtomicLong number = new AtomicLong();
    try (LineOutput file = LineOutput.to(Optional.of(path))) {
      shop.run(
          System.currentTimeMillis() - duration.plus(Shop.LONGEST).toMillis(),
          duration,
          rate,
          click -> {
            file.line(click.line().getBytes(StandardCharsets.UTF_8));
            number.incrementAndGet();
          });
    }
    return number.get();
  }

  private static void await(long time) {
    long left = time - System.currentTimeMillis();
    if (left > 0) {
      try {
        TimeUnit.MILLISECONDS.sleep(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw CommandException.failed("interrupted", e);
      }
    }
  }
}
