package io.nearline.cli.tables;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nearline.cli.CommandException;
import io.nearline.cli.configuration.ConfigurationDirectory;
import io.nearline.process.ExitCode;
import io.nearline.schemas.JsonText;
import io.nearline.schemas.RenderedTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code nearline tables render}. */
@Command(
    name = "render",
    description = {
      "Write the schema and the configuration of every table.",
      "",
      "Without --out, one JSON object with all files by name is printed."
    })
final class RenderCommand implements Callable<Integer> {
  @Mixin private ConfigurationDirectory configuration = new ConfigurationDirectory();
  @Mixin private Rendering rendering = new Rendering();

  @Option(names = "--out", paramLabel = "DIR", description = "Where to write the files.")
  private @Nullable Path directory;

  @Override
  public Integer call() {
    List<RenderedTable> tables = rendering.render(configuration.path()).tables();
    if (directory == null) {
      ObjectNode files = JsonNodeFactory.instance.objectNode();
      for (RenderedTable table : tables) {
        files.set(table.schemaFile(), table.schema());
        files.set(table.tableFile(), table.table());
      }
      System.out.print(JsonText.pretty(files));
    } else {
      for (RenderedTable table : tables) {
        write(directory, table.files());
      }
    }
    return ExitCode.DONE.code();
  }

  private static void write(Path directory, Map<String, String> files) {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = directory.resolve(file.getKey());
      try {
        Files.createDirectories(directory);
        Files.writeString(path, file.getValue());
      } catch (IOException e) {
        throw CommandException.failed(path + ": can't be written: " + e, e);
      }
      System.out.println(path);
    }
  }
}
