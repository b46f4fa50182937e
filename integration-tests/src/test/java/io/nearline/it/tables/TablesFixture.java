package io.nearline.it.tables;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.features.attribute.AttributesFile;
import io.nearline.features.problem.Problems;
import io.nearline.features.yaml.StrictYaml;
import io.nearline.it.stack.Stack;
import io.nearline.it.stack.Topics.Line;
import io.nearline.schemas.RenderedTable;
import io.nearline.schemas.TableSettings;
import io.nearline.schemas.Tables;
import io.nearline.schemas.controller.HttpPinotController;
import io.nearline.schemas.controller.PinotController;
import io.nearline.schemas.lint.LintContext;
import io.nearline.schemas.plan.TableApplier;
import io.nearline.schemas.plan.TablePlanner;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Tables of small catalogues on a real controller, their topics and their rows. */
final class TablesFixture {
  static final Duration BOUND = Duration.ofMinutes(4);

  final Stack stack = Stack.shared();
  final PinotController controller =
      HttpPinotController.at(URI.create("http://" + stack.pinotController()));

  void apply(List<RenderedTable> tables) {
    new TableApplier(controller).apply(TablePlanner.plan(controller, tables));
    // The broker learns of a table a little later than the controller.
    tables.forEach(table -> stack.pinot().awaitCount(table.name(), 0, BOUND));
  }

  void topics(List<RenderedTable> tables, int partitions) {
    tables.forEach(table -> stack.topics().create(table.name(), partitions));
  }

  String rows(String table, String columns) {
    return stack
        .pinot()
        .query("SELECT %s FROM %s ORDER BY actor LIMIT 1000".formatted(columns, table))
        .rows()
        .toString();
  }

  List<String> column(String table, String column, int rows) {
    await(table + " answers " + rows + " rows")
        .atMost(BOUND)
        .until(() -> stack.pinot().count(table) == rows);
    JsonNode answer =
        stack.pinot().query("SELECT actor, %s FROM %s LIMIT 1000".formatted(column, table)).rows();
    return IntStream.range(0, answer.size())
        .mapToObj(row -> answer.get(row).get(1))
        .map(cell -> cell.isValueNode() ? cell.asText() : cell.toString())
        .toList();
  }

  static List<Line> actions(int first, int last, String more) {
    return IntStream.rangeClosed(first, last).mapToObj(actor -> action(actor, more)).toList();
  }

  static Line action(int actor, String more) {
    return new Line(
        Integer.toString(actor),
        "{\"eventId\": \"e%d\", \"actor\": %d, \"verb\": \"v\", \"object\": \"o\", \"timestamp\": %d%s}"
            .formatted(actor, actor, System.currentTimeMillis(), more));
  }

  List<RenderedTable> tables(AttributeCatalogue catalogue, int partitions) {
    return Tables.render(catalogue, settings(partitions));
  }

  TableSettings settings(int partitions) {
    return TableSettings.defaults()
        .withKafkaBrokers(stack.kafka())
        .withConsumerFactory(stack.kafkaConsumerFactory())
        .withDefaultPartitions(partitions);
  }

  static LintContext topicOf(int partitions) {
    return LintContext.NOTHING.withTopicPartitions(partitions);
  }

  static AttributeCatalogue catalogue(String table, String more) {
    return catalogue(table, more, "96h");
  }

  static AttributeCatalogue catalogue(String table, String more, String retention) {
    return parse(text(table, more, retention));
  }

  static String text(String table, String more, String retention) {
    return """
        attributes:
          objectAttributes.price: {type: double, column: objectPrice}
        %sentities:
          actor:  {table: %s, type: int64, retention: %s}
          object: {table: %s_by_object, type: string, retention: 48h}
        """
        .formatted(more, table, retention, table);
  }

  static AttributeCatalogue parse(String text) {
    Problems problems = new Problems();
    AttributeCatalogue catalogue =
        StrictYaml.parse(AttributesFile.NAME, text, problems)
            .map(AttributesFile::read)
            .orElseThrow();
    problems.throwIfAny();
    return catalogue;
  }
}
