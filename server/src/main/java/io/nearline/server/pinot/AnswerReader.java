package io.nearline.server.pinot;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.pinot.client.BrokerResponse;
import org.jspecify.annotations.Nullable;

/**
 * Reads a broker's answer in one pass, its rows into packed columns. In the client's response, a
 * tree, the {@link ResultTable} stands as one node. Of equal names the last counts; what nobody
 * asks for is skipped.
 */
final class AnswerReader {
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER).build())
          .build();
  private static final String RESULT_TABLE = "resultTable";

  /** What of the answer is looked at, beside its rows. */
  private static final Set<String> ACCOUNT =
      Set.of(
          "exceptions",
          "numServersQueried",
          "numServersResponded",
          "numGroupsLimitReached",
          "partialResult",
          "numConsumingSegmentsQueried",
          "minConsumingFreshnessTimeMs");

  private AnswerReader() {}

  /**
   * Reads an answer.
   *
   * @throws IOException when it is no JSON
   */
  static BrokerResponse read(InputStream body) throws IOException {
    try (JsonParser parser = JSON.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        // No answer of Pinot, but perhaps JSON, or nothing at all.
        JsonNode other =
            parser.currentToken() == null ? MissingNode.getInstance() : parser.readValueAsTree();
        return BrokerResponse.fromJson(other);
      }
      ObjectNode answer = JsonNodeFactory.instance.objectNode();
      String name;
      while ((name = parser.nextFieldName()) != null) {
        parser.nextToken();
        if (name.equals(RESULT_TABLE)) {
          answer.putPOJO(name, resultTable(parser));
        } else if (ACCOUNT.contains(name)) {
          answer.set(name, parser.<JsonNode>readValueAsTree());
        } else {
          parser.skipChildren();
        }
      }
      return BrokerResponse.fromJson(answer);
    }
  }

  private static ResultTable resultTable(JsonParser parser) throws IOException {
    List<String> names = null;
    PackedTable.Rows rows = null;
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      String name;
      while ((name = parser.nextFieldName()) != null) {
        parser.nextToken();
        switch (name) {
          case "dataSchema" -> names = columnNames(parser);
          case "rows" -> rows = rows(parser);
          default -> parser.skipChildren();
        }
      }
    } else {
      parser.skipChildren();
    }
    return names == null || rows == null
        ? new ResultTable.Unreadable("no resultTable with dataSchema.columnNames and rows")
        : rows.named(names);
  }

  /** Returns the names; null when there is no list of them. */
  private static @Nullable List<String> columnNames(JsonParser parser) throws IOException {
    List<String> names = null;
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      String name;
      while ((name = parser.nextFieldName()) != null) {
        parser.nextToken();
        if (name.equals("columnNames")) {
          names = texts(parser);
        } else {
          parser.skipChildren();
        }
      }
    } else {
      parser.skipChildren();
    }
    return names;
  }

  private static @Nullable List<String> texts(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return null;
    }
    List<String> texts = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      texts.add(parser.<JsonNode>readValueAsTree().asText());
    }
    return texts;
  }

  /** Returns the rows; null when there is no list of them. */
  private static PackedTable.@Nullable Rows rows(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return null;
    }
    PackedTable.Rows rows = new PackedTable.Rows();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      rows.add(parser);
    }
    return rows;
  }
}
