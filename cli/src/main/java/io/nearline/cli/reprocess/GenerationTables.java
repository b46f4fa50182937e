package io.nearline.cli.reprocess;

import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.features.attribute.EntityTable;
import io.nearline.schemas.RenderedTable;
import io.nearline.schemas.TableSettings;
import io.nearline.schemas.Tables;
import io.nearline.schemas.controller.PinotController;
import io.nearline.schemas.plan.TableApplier;
import io.nearline.schemas.plan.TableCopy;
import io.nearline.schemas.plan.TablePlanner;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** The Pinot tables of all generations. */
final class GenerationTables {
  private final PinotController controller;
  private final AttributeCatalogue first;

  /**
   * Makes them.
   *
   * @param first what is declared, over the tables of the first generation
   */
  GenerationTables(PinotController controller, AttributeCatalogue first) {
    this.controller = controller;
    this.first = first;
  }

  /** Returns what the tables of a generation are called, and so their schemas and topics. */
  List<String> names(int generation) {
    return first.inGeneration(generation).entities().values().stream()
        .map(EntityTable::table)
        .toList();
  }

  /**
   * Makes the tables of a generation, with the settings of another's, and waits until they consume.
   *
   * @throws io.nearline.schemas.plan.RefusedPlanException when they would fall into a trap
   * @throws io.nearline.schemas.controller.PinotControllerException when the controller refuses
   */
  void create(int generation, int as) {
    AttributeCatalogue live = first.inGeneration(as);
    List<RenderedTable> tables =
        Tables.render(first.inGeneration(generation), TableSettings.defaults()).stream()
            .map(
                table ->
                    TableCopy.of(
                        controller, live.entity(table.entity().key()).orElseThrow().table(), table))
            .toList();
    new TableApplier(controller).apply(TablePlanner.plan(controller, tables));
  }

  /** Returns up to where the tables of a generation have read their topics. */
  Map<TopicPartition, Long> places(int generation) {
    Map<TopicPartition, Long> places = new HashMap<>();
    for (String table : names(generation)) {
      controller
          .consumedOffsets(table)
          .forEach((partition, offset) -> places.put(new TopicPartition(table, partition), offset));
    }
    return places;
  }

  /** Returns whether any table of a generation is there. */
  boolean exist(int generation) {
    return names(generation).stream()
        .anyMatch(
            name -> controller.table(name).isPresent() || controller.schema(name).isPresent());
  }

  /** Deletes the tables of a generation, as far as they are there. */
  void drop(int generation) {
    for (String name : names(generation)) {
      controller.deleteTable(name);
      controller.deleteSchema(name);
    }
  }
}
