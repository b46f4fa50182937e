package io.nearline.server.pinot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Broker answers for tests. */
public final class Answers {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Answers() {}

  /** Returns a table of the given columns and rows, the rows in JSON. */
  public static PinotTable table(List<String> columns, String rowsJson) {
    return table(columns, rowsJson, OptionalLong.empty());
  }

  /** Returns a table that is fresh through an instant. */
  public static PinotTable table(List<String> columns, String rowsJson, long freshThroughMillis) {
    return table(columns, rowsJson, OptionalLong.of(freshThroughMillis));
  }

  /** Returns the failure of a partial answer with the given rows. */
  public static PartialAnswerException partial(List<String> columns, String rowsJson) {
    return new PartialAnswerException(
        "actions: 1 of 2 Pinot servers answered", table(columns, rowsJson));
  }

  /** Returns the failure of a partial answer whose rows are fresh through an instant. */
  public static PartialAnswerException partial(
      List<String> columns, String rowsJson, long freshThroughMillis) {
    return new PartialAnswerException(
        "actions: 1 of 2 Pinot servers answered", table(columns, rowsJson, freshThroughMillis));
  }

  private static PinotTable table(
      List<String> columns, String rowsJson, OptionalLong freshThroughMillis) {
    ResultTable table = resultTable(json(columns, rowsJson));
    if (table instanceof PackedTable rows) {
      return rows.fresh(freshThroughMillis);
    }
    throw new IllegalArgumentException(rowsJson + ": " + table);
  }

  /** Returns a {@code resultTable} in JSON. */
  static String json(List<String> columns, String rowsJson) {
    try {
      return "{\"dataSchema\": {\"columnNames\": "
          + JSON.writeValueAsString(columns)
          + "}, \"rows\": "
          + rowsJson
          + "}";
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(columns.toString(), e);
    }
  }

  /** Reads a {@code resultTable}. */
  static ResultTable resultTable(String json) {
    String answer = "{\"resultTable\": " + json + "}";
    try {
      return ClientTransport.answer(
              AnswerReader.read(new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8))))
          .resultTable();
    } catch (IOException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  static BrokerAnswer whole(String rowsJson) {
    return new Builder().rows(rowsJson).build();
  }

  static BrokerAnswer fault(int code) {
    return new Builder().fault(code, "fault").build();
  }

  static final class Builder {
    private ResultTable resultTable = new ResultTable.Absent();
    private final List<BrokerAnswer.Fault> faults = new ArrayList<>();
    private int queried = 2;
    private int responded = 2;
    private boolean groupsLimitReached;
    private boolean partialResult;
    private long consumingSegments;
    private long freshness;

    Builder rows(String rowsJson) {
      return resultTable(json(List.of("a"), rowsJson));
    }

    Builder resultTable(String json) {
      resultTable = Answers.resultTable(json);
      return this;
    }

    Builder fault(int code, String message) {
      faults.add(new BrokerAnswer.Fault(code, message));
      return this;
    }

    Builder queried(int servers) {
      queried = servers;
      return this;
    }

    Builder responded(int servers) {
      responded = servers;
      return this;
    }

    Builder groupsLimitReached() {
      groupsLimitReached = true;
      return this;
    }

    Builder partialResult() {
      partialResult = true;
      return this;
    }

    Builder freshness(long segments, long millis) {
      consumingSegments = segments;
      freshness = millis;
      return this;
    }

    BrokerAnswer build() {
      return new BrokerAnswer(
          resultTable,
          faults,
          queried,
          responded,
          groupsLimitReached,
          partialResult,
          consumingSegments,
          freshness);
    }
  }
}
