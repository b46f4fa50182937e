package io.nearline.cli.system;

import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.schemas.TableSettings;
import io.nearline.schemas.Tables;
import io.nearline.schemas.controller.HttpPinotController;
import io.nearline.schemas.controller.PinotController;
import io.nearline.schemas.plan.TableApplier;
import io.nearline.schemas.plan.TablePlanner;
import java.net.URI;
import java.util.Map;

/** Makes Pinot's tables what the declared attributes say; does nothing where they are. */
public final class TableSetup {
  private TableSetup() {}

  /**
   * Makes the tables.
   *
   * @param partitions how many partitions each table's topic has
   * @throws io.nearline.schemas.plan.RefusedPlanException when a table can't become so
   */
  public static void apply(
      AttributeCatalogue attributes, Map<String, Integer> partitions, StackAddresses addresses) {
    apply(attributes, partitions, addresses, TableSettings.defaults());
  }

  /**
   * Makes the tables otherwise than by default.
   *
   * @param base what else they are like
   * @throws io.nearline.schemas.plan.RefusedPlanException when a table can't become so
   */
  public static void apply(
      AttributeCatalogue attributes,
      Map<String, Integer> partitions,
      StackAddresses addresses,
      TableSettings base) {
    TableSettings settings =
        base.withKafkaBrokers(addresses.kafka())
            .withConsumerFactory(addresses.kafkaConsumerFactory())
            .withReplication(1);
    for (Map.Entry<String, Integer> topic : partitions.entrySet()) {
      settings = settings.withPartitions(topic.getKey(), topic.getValue());
    }
    PinotController controller =
        HttpPinotController.at(URI.create("http://" + addresses.pinotController()));
    new TableApplier(controller)
        .apply(TablePlanner.plan(controller, Tables.render(attributes, settings)));
  }
}
