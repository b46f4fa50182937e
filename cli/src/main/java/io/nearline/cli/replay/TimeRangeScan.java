package io.nearline.cli.replay;

import io.nearline.cli.CommandException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The first of two passes: the range of the files' times. */
final class TimeRangeScan {
  private static final int MOST_NAMED = 10;

  private TimeRangeScan() {}

  /**
   * Reads all the files.
   *
   * @throws CommandException naming the lines that aren't standard actions, or when there are none
   */
  static TimeRange of(List<Path> files, Progress progress) {
    @Nullable TimeRange range = null;
    List<String> wrong = new ArrayList<>();
    long wrongCount = 0;
    long lines = 0;
    long bytesBefore = 0;
    for (Path path : files) {
      try (LineFile file = LineFile.open(path)) {
        while (file.next()) {
          EventLine line = EventLine.of(file.line());
          if (line instanceof EventLine.StandardAction action) {
            long time = action.timestamp();
            range = range == null ? new TimeRange(time, time) : range.with(time);
          } else if (line instanceof EventLine.Other other) {
            wrongCount++;
            if (wrong.size() < MOST_NAMED) {
              wrong.add("  " + file.place() + ": " + other.reason());
            }
          }
          progress.at(bytesBefore + file.bytesRead(), ++lines);
        }
        bytesBefore += file.bytesRead();
      }
    }
    progress.done(lines);
    if (wrongCount > 0) {
      throw CommandException.failed(
          wrongCount
              + " lines can't be moved in time, nothing is published (expected: standard actions):\n"
              + String.join("\n", wrong)
              + (wrongCount > wrong.size() ? "\n  …" : ""));
    }
    if (range == null) {
      throw CommandException.failed("no lines in " + files + " (expected: standard actions)");
    }
    return range;
  }
}
