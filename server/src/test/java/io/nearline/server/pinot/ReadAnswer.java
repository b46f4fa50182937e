package io.nearline.server.pinot;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.apache.pinot.client.BrokerResponse;
import org.apache.pinot.client.ExecutionStats;

/** All that can be read of an answer, by either of two ways. */
final class ReadAnswer {
  private ReadAnswer() {}

  /** Returns what is read by {@link AnswerReader}. */
  static List<String> packed(byte[] json) {
    BrokerResponse response;
    try {
      response = AnswerReader.read(new ByteArrayInputStream(json));
    } catch (IOException e) {
      return List.of("no JSON");
    }
    BrokerAnswer answer = ClientTransport.answer(response);
    List<String> seen = new ArrayList<>(account(response));
    if (answer.resultTable() instanceof ResultTable.Absent) {
      seen.add("absent");
    } else if (answer.resultTable() instanceof ResultTable.Unreadable unreadable) {
      seen.add("malformed answer of Pinot: " + unreadable.problem());
    } else {
      seen.addAll(everyWay((PackedTable) answer.resultTable()));
    }
    return seen;
  }

  /** Returns what is read by way of a tree of JSON. */
  static List<String> tree(byte[] json) throws IOException {
    BrokerResponse response;
    try {
      response = BrokerResponse.fromJson(TreeTable.JSON.readTree(new ByteArrayInputStream(json)));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      return List.of("no JSON");
    }
    List<String> seen = new ArrayList<>(account(response));
    JsonNode table = response.getResultTable();
    if (table == null) {
      seen.add("absent");
    } else {
      try {
        seen.addAll(everyWay(TreeTable.read(table, OptionalLong.empty())));
      } catch (MalformedAnswerException e) {
        seen.add(String.valueOf(e.getMessage()));
      }
    }
    return seen;
  }

  private static List<String> account(BrokerResponse response) {
    ExecutionStats statistics = response.getExecutionStats();
    return List.of(
        String.valueOf(response.hasExceptions() ? response.getExceptions() : "no exceptions"),
        String.valueOf(statistics.getNumServersQueried()),
        String.valueOf(statistics.getNumServersResponded()),
        String.valueOf(statistics.isNumGroupsLimitReached()),
        String.valueOf(statistics.isPartialResult()),
        String.valueOf(statistics.getNumConsumingSegmentsQueried()),
        String.valueOf(statistics.getMinConsumingFreshnessTimeMs()));
  }

  /** Reads every cell in every way, and one column too many. */
  private static List<String> everyWay(PinotTable table) {
    List<String> seen = new ArrayList<>();
    seen.add(table.columns().toString());
    for (int i = 0; i < table.rows(); i++) {
      int row = i;
      for (int j = 0; j <= table.columns().size(); j++) {
        int column = j;
        seen.add(outcome(() -> table.int64(row, column)));
        seen.add(outcome(() -> table.float64(row, column)));
        seen.add(outcome(() -> table.string(row, column)));
        seen.add(outcome(() -> Arrays.toString(table.vector(row, column))));
      }
    }
    return seen;
  }

  private static String outcome(Supplier<Object> reading) {
    try {
      return String.valueOf(reading.get());
    } catch (MalformedAnswerException e) {
      // Of a vector, messages show the float32 numbers, not as they were written.
      return String.valueOf(e.getMessage()).replaceFirst(": \\[.*] \\(", ": [...] (");
    }
  }
}
