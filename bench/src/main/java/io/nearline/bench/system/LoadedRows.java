package io.nearline.bench.system;

import io.nearline.cli.CommandException;
import io.nearline.cli.system.PinotRows;
import java.time.Duration;

/** Waits until a table has all its rows. */
final class LoadedRows {
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration STALL = Duration.ofMinutes(2);

  private final PinotRows pinot;

  LoadedRows(String broker) {
    this.pinot = new PinotRows(broker);
  }

  /**
   * Waits.
   *
   * @throws CommandException when for two minutes no row comes, or there are more
   */
  void await(String table, long rows) throws InterruptedException {
    long seen = -1;
    String found = "no answer";
    long deadline = System.nanoTime() + STALL.toNanos();
    while (seen < rows && System.nanoTime() - deadline < 0) {
      try {
        long count = pinot.count(table);
        found = count + " rows";
        if (count != seen) {
          seen = count;
          deadline = System.nanoTime() + STALL.toNanos();
        }
      } catch (CommandException busy) {
        // While it reads at full speed, Pinot may not answer for all of a table.
        found = String.valueOf(busy.getMessage());
      }
      Thread.sleep(POLL.toMillis());
    }
    if (seen != rows) {
      throw CommandException.failed("table " + table + ": " + found + " (expected: " + rows + ")");
    }
  }
}
