package io.nearline.cli.exactlyonce;

import io.nearline.cli.demo.RawRecord;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows of a joined table that no event refers to: 12 MB, while ingest writes a table to disk by 8
 * MiB. So a kill leaves the table on disk as it was in the middle of work.
 */
final class UnusedRows {
  private static final int ROWS = 1_200;
  private static final int BYTES = 10_000;

  private UnusedRows() {}

  /** Returns them. */
  static List<RawRecord> records() {
    String row = "{\"title\":\"%s\"}".formatted("x".repeat(BYTES));
    return IntStream.range(0, ROWS)
        .mapToObj(number -> new RawRecord("attributes.jobs", "unused-" + number, row))
        .toList();
  }
}
