package io.nearline.cli.replay;

import java.io.PrintStream;
import java.util.Locale;

/**
 * Shows how far a file is: a bar drawn over and over for a person, a line now and then for a log.
 */
final class Progress implements AutoCloseable {
  private static final int WIDTH = 30;
  private static final long DRAW_NANOS = 100_000_000L;
  private static final long LINE_NANOS = 5_000_000_000L;

  private final PrintStream out;
  private final String what;
  private final boolean interactive;
  private final long total;
  private final long started = System.nanoTime();
  private long shown = started;
  private boolean drawn;

  /**
   * Begins.
   *
   * @param what what is being done, such as {@code publishing}
   * @param interactive whether lines may be drawn over
   * @param total how many bytes there are to read
   */
  Progress(PrintStream out, String what, boolean interactive, long total) {
    this.out = out;
    this.what = what;
    this.interactive = interactive;
    this.total = total;
  }

  /** Shows that {@code bytes} have been read and {@code lines} done, unless it just did. */
  void at(long bytes, long lines) {
    long now = System.nanoTime();
    if (now - shown < (interactive ? DRAW_NANOS : LINE_NANOS)) {
      return;
    }
    shown = now;
    draw(bytes, lines, now);
  }

  /** Leaves the bar behind, full. */
  void done(long lines) {
    if (interactive) {
      draw(total, lines, System.nanoTime());
    }
  }

  @Override
  public void close() {
    if (drawn) {
      out.println();
      drawn = false;
    }
  }

  private void draw(long bytes, long lines, long now) {
    double part = total == 0 ? 1 : Math.min(1, (double) bytes / total);
    double seconds = Math.max(1e-3, (now - started) / 1e9);
    String text =
        String.format(
            Locale.ROOT, "%3.0f %%  %,d lines  %,.0f/s", 100 * part, lines, lines / seconds);
    if (!interactive) {
      out.println(what + " " + text.strip());
      return;
    }
    int full = (int) Math.round(part * WIDTH);
    out.print(
        "\r" + what + " [" + "█".repeat(full) + "·".repeat(WIDTH - full) + "] " + text + "  ");
    out.flush();
    drawn = true;
  }
}
