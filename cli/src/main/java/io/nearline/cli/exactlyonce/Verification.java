package io.nearline.cli.exactlyonce;

import io.nearline.cli.CommandException;
import io.nearline.cli.account.Account;
import io.nearline.cli.account.AccountTotals;
import io.nearline.cli.system.PinotRows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;

/** Feeds a system, kills it over and over, and waits each time until it has caught up. */
final class Verification {
  /** How many times the bound is waited for what is late, before it is given up. */
  private static final int PATIENCE = 4;

  private static final long POLL_MILLIS = 200;

  private final TestedSystem system;
  private final Scope scope;
  private final EventFeed feed;
  private final ExecutorService feeding;
  private final Consumer<String> news;
  private final PinotRows pinot;
  private final List<String> problems = new ArrayList<>();

  /**
   * Makes a run.
   *
   * @param feeding has a thread for the feed
   * @param news is told how it goes, a line at a time
   */
  Verification(
      TestedSystem system,
      Scope scope,
      EventFeed feed,
      ExecutorService feeding,
      Consumer<String> news) {
    this.system = system;
    this.scope = scope;
    this.feed = feed;
    this.feeding = feeding;
    this.news = news;
    this.pinot = new PinotRows(system.addresses().pinotBroker());
  }

  /** Runs, and returns what was wrong about catching up. */
  List<String> run() {
    try (Account account = new Account(system.addresses().kafka(), Account.SAMPLE_APPLICATION)) {
      long flowed = 0;
      for (Kill kill : Kill.plan(scope)) {
        Future<?> feeding = feedUpTo(kill.flowUntil());
        awaitCount((flowed + kill.after()) / 2, feeding);
        joinOthers();
        awaitCount(kill.after(), feeding);
        strike(kill, feeding, account);
        flowed = feed.count();
      }
      await(feedUpTo(scope.events()));
      if (!caughtUp(account, System.nanoTime(), scope.within(Target.STACK))) {
        problems.add("in the end: " + missing(account).orElse("late"));
      }
    }
    return problems;
  }

  private void strike(Kill kill, Future<?> feeding, Account account) {
    long killed =
        switch (kill.target()) {
          case INGEST -> killIngest(kill);
          case STACK -> killStack();
        };
    Duration ready = since(killed);
    feed.pause();
    await(feeding);
    Duration bound = scope.within(kill.target());
    boolean caughtUp = caughtUp(account, killed, bound);
    Duration took = since(killed);
    news.accept(
        String.format(
            Locale.ROOT,
            "%s; ready after %.1f s, caught up after %.1f s",
            kill.text(),
            ready.toMillis() / 1e3,
            took.toMillis() / 1e3));
    if (!caughtUp || took.compareTo(bound) > 0) {
      problems.add(
          String.format(
              Locale.ROOT,
              "%s: %s after %.1f s (expected: caught up within %d s)",
              kill.text(),
              caughtUp ? "caught up" : missing(account).orElse("late"),
              took.toMillis() / 1e3,
              bound.toSeconds()));
    }
  }

  /** Kills, starts again, waits until it works; returns when the last kill was. */
  private long killStack() {
    long killed = System.nanoTime();
    system.killStack();
    system.restartStack();
    return killed;
  }

  private long killIngest(Kill kill) {
    TestedSystem.Instance instance = system.instance(kill.instance());
    long killed = System.nanoTime();
    instance.kill();
    if (kill.loseState()) {
      instance.loseState();
    }
    instance.restart();
    if (kill.again().isPresent()) {
      sleep(kill.again().get().toMillis());
      killed = System.nanoTime();
      instance.kill();
      instance.restart();
    }
    instance.awaitReady();
    return killed;
  }

  /** Lets the instances join that aren't there yet, in the midst of the flow. */
  private void joinOthers() {
    while (system.instances() < scope.instances()) {
      system.addInstance();
      news.accept("instance " + system.instances() + " of ingest has joined");
    }
  }

  private boolean caughtUp(Account account, long since, Duration bound) {
    while (missing(account).isPresent()) {
      if (since(since).compareTo(bound.multipliedBy(PATIENCE)) > 0) {
        return false;
      }
      sleep(POLL_MILLIS);
    }
    return true;
  }

  /** Returns what is not accounted for or not visible yet of what has been published. */
  private Optional<String> missing(Account account) {
    try {
      AccountTotals totals = account.read();
      if (totals.in() < feed.count()) {
        return Optional.of(missing("the account", totals.in(), "events", feed.count()));
      }
      for (String table : system.tables()) {
        long rows = pinot.count(table);
        if (rows < totals.rows()) {
          return Optional.of(missing("Pinot's " + table, rows, "rows", totals.rows()));
        }
      }
      return Optional.empty();
    } catch (KafkaException | CommandException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static String missing(String where, long count, String what, long expected) {
    return String.format(
        Locale.ROOT, "%s has %,d %s (expected: %,d)", where, count, what, expected);
  }

  private Future<?> feedUpTo(long total) {
    return feeding.submit(() -> feed.upTo(total));
  }

  private void awaitCount(long count, Future<?> feeding) {
    while (feed.count() < count) {
      if (feeding.isDone()) {
        await(feeding);
        throw new IllegalStateException("fed: " + feed.count() + " (expected: " + count + ")");
      }
      sleep(1);
    }
  }

  private static Duration since(long nanoTime) {
    return Duration.ofNanos(System.nanoTime() - nanoTime);
  }

  private static void await(Future<?> feeding) {
    try {
      feeding.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandException.failed("interrupted", e);
    }
  }

  private static void sleep(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandException.failed("interrupted", e);
    }
  }
}
