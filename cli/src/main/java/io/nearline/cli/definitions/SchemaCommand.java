package io.nearline.cli.definitions;

import io.nearline.features.schema.AttributesSchema;
import io.nearline.features.schema.FeaturesSchema;
import io.nearline.process.ExitCode;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code nearline features schema}. */
@Command(
    name = "schema",
    description = {
      "Write the JSON Schemas of features/*.yaml and attributes.yaml, by which editors complete and"
          + " check them.",
      "",
      "An editor finds the schema by a comment at the top of the file:",
      "  # yaml-language-server: $schema=../../docs/schema/features.schema.json"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class SchemaCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "Where to write them, such as docs/schema.")
  private Path directory;

  /** Returns the schemas by their files' names. */
  static SortedMap<String, String> schemas() {
    return new TreeMap<>(
        Map.of(
            "features.schema.json", FeaturesSchema.text(),
            "attributes.schema.json", AttributesSchema.text()));
  }

  @Override
  public Integer call() {
    OutputFiles.write(directory, schemas());
    return ExitCode.DONE.code();
  }
}
