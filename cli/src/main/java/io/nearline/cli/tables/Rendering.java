package io.nearline.cli.tables;

import io.nearline.features.attribute.EntityTable;
import io.nearline.schemas.RenderedTable;
import io.nearline.schemas.TableSettings;
import io.nearline.schemas.Tables;
import io.nearline.schemas.lint.LintContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;

/** The tables that the options ask for. */
final class Rendering {
  @Mixin private KafkaOptions kafka = new KafkaOptions();
  @Mixin private SettingsOptions options = new SettingsOptions();

  /** Returns where Kafka is. */
  KafkaOptions kafka() {
    return kafka;
  }

  /**
   * Renders the tables of a configuration directory, with the partition counts of their topics if
   * Kafka was named.
   */
  Rendered render(Path directory) {
    Configuration configuration = Configuration.read(directory);
    List<String> topics =
        configuration.attributes().entities().values().stream().map(EntityTable::table).toList();
    Map<String, Integer> partitions = kafka.partitions(topics);
    TableSettings settings = options.settings(kafka.brokers(), partitions);
    return new Rendered(
        configuration, partitions, Tables.render(configuration.attributes(), settings));
  }

  /**
   * Rendered tables, and what is known of them.
   *
   * @param configuration what they are made of
   * @param partitions their topics' partition counts, as far as they are known
   * @param tables the tables
   */
  record Rendered(
      Configuration configuration, Map<String, Integer> partitions, List<RenderedTable> tables) {

    /** Returns what is known of a table. */
    LintContext context(RenderedTable table) {
      LintContext context = configuration.context(table.name());
      Integer count = partitions.get(table.name());
      return count == null ? context : context.withTopicPartitions(count);
    }
  }
}
