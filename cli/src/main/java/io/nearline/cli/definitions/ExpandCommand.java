package io.nearline.cli.definitions;

import io.nearline.cli.CommandException;
import io.nearline.cli.configuration.ConfigurationDirectory;
import io.nearline.features.definition.CatalogueLoader;
import io.nearline.features.source.Expansion;
import io.nearline.process.ConfigurationFiles;
import io.nearline.process.ExitCode;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code nearline features expand}. */
@Command(
    name = "expand",
    description = {
      "Write the features of each matrix one by one, as a file would list them.",
      "",
      "The definitions stay the same, hash by hash; comments are lost. Without --out, the files that"
          + " have a matrix are printed."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ExpandCommand implements Callable<Integer> {
  @Mixin private ConfigurationDirectory directory;

  @Option(
      names = "--out",
      paramLabel = "PATH",
      description = {
        "A directory: the whole configuration is written there, every file that has no matrix as it"
            + " is. Or a file FILE.yaml, if one file has a matrix."
      })
  private @Nullable Path out;

  @Override
  public Integer call() {
    SortedMap<String, String> files = ConfigurationFiles.read(directory.path());
    CatalogueLoader.load(files);
    SortedMap<String, String> expanded = Expansion.expand(files);
    if (out == null) {
      OutputFiles.print(expanded);
    } else if (out.toString().endsWith(".yaml")) {
      if (expanded.size() != 1) {
        throw CommandException.usage(
            "--out %s: %s have a matrix (expected: one file, or a directory)"
                .formatted(out, expanded.keySet()));
      }
      OutputFiles.write(out, expanded.values().iterator().next());
    } else if (out.toAbsolutePath()
        .normalize()
        .equals(directory.path().toAbsolutePath().normalize())) {
      throw CommandException.usage(
          "--out " + out + ": what is expanded (expected: another directory)");
    } else {
      SortedMap<String, String> all = new TreeMap<>(files);
      all.putAll(expanded);
      OutputFiles.write(out, all);
    }
    return ExitCode.DONE.code();
  }
}
