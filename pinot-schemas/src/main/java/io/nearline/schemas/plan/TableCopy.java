package io.nearline.schemas.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nearline.schemas.RenderedTable;
import io.nearline.schemas.StreamConfig;
import io.nearline.schemas.controller.PinotController;
import io.nearline.schemas.controller.PinotControllerException;

/**
 * A table beside one that is there: the same settings, whoever made them, over a topic of its own.
 */
public final class TableCopy {
  private TableCopy() {}

  /**
   * Returns a rendered table with the settings of one that is there in place of its own.
   *
   * @param live the name of the one that is there
   * @throws PinotControllerException when it isn't there, or the controller can't be read
   */
  public static RenderedTable of(PinotController controller, String live, RenderedTable rendered) {
    JsonNode settings =
        controller
            .table(live)
            .orElseThrow(
                () ->
                    new PinotControllerException(
                        "table " + live + ": not found (expected: the one that is served)"));
    ObjectNode table = settings.deepCopy();
    table.put("tableName", rendered.name());
    table.withObject("/segmentsConfig").put("schemaName", rendered.name());
    for (JsonNode stream : table.findParents(StreamConfig.TOPIC)) {
      ((ObjectNode) stream).put(StreamConfig.TOPIC, rendered.name());
    }
    return new RenderedTable(rendered.entity(), rendered.schema(), table);
  }
}
