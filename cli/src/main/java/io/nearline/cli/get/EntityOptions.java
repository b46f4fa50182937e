package io.nearline.cli.get;

import io.nearline.cli.CommandException;
import io.nearline.proto.v1.Column;
import io.nearline.proto.v1.Int64Values;
import io.nearline.proto.v1.StringValues;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** For whom features are asked: a column for each key. */
final class EntityOptions {
  @Option(names = "--actor", paramLabel = "N", description = "An actor; may be repeated.")
  private List<Long> actors = List.of();

  @Option(names = "--object", paramLabel = "X", description = "An object; may be repeated.")
  private List<String> objects = List.of();

  @Option(
      names = "--key",
      paramLabel = "KEY=VALUE",
      description = {
        "Any other key of an entity, such as objectAttributes.company=acme: a number, or text;"
            + " \"5\" in double quotes is text. May be repeated: the same key again adds a row."
      })
  private List<String> others = List.of();

  /**
   * Returns the columns by key: actor, object, and the others in the order in which they came.
   *
   * @throws CommandException when there is none, or what is given is no key and value
   */
  Map<String, Column> columns() {
    Map<String, Column> columns = new LinkedHashMap<>();
    if (!actors.isEmpty()) {
      columns.put(
          "actor",
          Column.newBuilder().setInt64S(Int64Values.newBuilder().addAllValues(actors)).build());
    }
    if (!objects.isEmpty()) {
      columns.put(
          "object",
          Column.newBuilder().setStrings(StringValues.newBuilder().addAllValues(objects)).build());
    }
    NamedColumns.parse("--key", others)
        .forEach(
            (key, column) -> {
              if (columns.putIfAbsent(key, column) != null) {
                throw CommandException.usage("--key " + key + " (expected: --" + key + " alone)");
              }
            });
    if (columns.isEmpty()) {
      throw CommandException.usage("no entity (expected: --actor, --object or --key)");
    }
    return columns;
  }
}
