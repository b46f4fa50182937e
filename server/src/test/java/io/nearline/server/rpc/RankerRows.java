package io.nearline.server.rpc;

import io.nearline.server.pinot.Answers;
import io.nearline.server.pinot.PinotSql;
import io.nearline.server.pinot.PinotTable;
import java.util.List;

/** Pinot's answers to the statements of service "ranker". */
final class RankerRows {
  private static final long NOW = InProcess.NOW.toEpochMilli();

  private RankerRows() {}

  /** Answers a statement for actors 1 and 2; actor 3 has no actions. */
  static PinotTable of(PinotSql sql) {
    if (sql.text().contains("GROUP BY \"actor\", \"objectGeo\"")) {
      return Answers.table(
          List.of("actor", "objectGeo", "n"),
          "[[1, \"b\", 2], [1, \"a\", 2], [1, \"c\", 1]]",
          NOW - 10);
    }
    if (sql.text().contains("GROUP BY")) {
      return Answers.table(
          List.of("actor", "1h", "24h", "sum", "n", "seen"),
          (keys(sql).equals("1, 2") ? "[[2, 0.0, 1.0, 0.0, 0.0, 1.0], " : "[")
              + "[1, 2.0, 5.0, 9.0, 2.0, 0.0]]",
          NOW - 20);
    }
    return Answers.table(
        List.of("actor", "timestamp", "verb", "objectEmbedding", "eventId", "object", "objectGeo"),
        String.format(
            """
            [[1, %d, "job-apply", [1.0, 2.0], "e1", "x", "a"],
             [1, %d, "job-apply", ["-Infinity"], "e2", "y", "__missing__"],
             [1, %d, "job-apply", [2.0, 4.0], "e3", "z", "b"]]
            """,
            NOW - 3, NOW - 2, NOW - 1),
        NOW - 5);
  }

  /** Returns the keys that a statement asks for. */
  static String keys(PinotSql sql) {
    int from = sql.text().indexOf("IN (") + 4;
    return sql.text().substring(from, sql.text().indexOf(')', from));
  }
}
