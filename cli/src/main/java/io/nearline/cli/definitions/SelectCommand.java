package io.nearline.cli.definitions;

import io.nearline.cli.CommandException;
import io.nearline.cli.configuration.ConfigurationDirectory;
import io.nearline.features.definition.Catalogue;
import io.nearline.features.definition.CatalogueLoader;
import io.nearline.features.definition.Feature;
import io.nearline.features.source.ProductionFiles;
import io.nearline.process.ConfigurationFiles;
import io.nearline.process.ExitCode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code nearline features select}. */
@Command(
    name = "select",
    description = {
      "Cut a research configuration down to the features that matter most to a model.",
      "",
      "Each set keeps its file, name and version, and of its features those that are selected and"
          + " those that these are made of; a matrix becomes the features that it makes. So every"
          + " feature keeps its hash: what the model was trained on is what it is served. A service"
          + " lists the selected ones in the order of their importance. It is in the set's file if"
          + " there is one set, else in a file of its own.",
      "",
      "Without --out, the files are printed."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class SelectCommand implements Callable<Integer> {
  private static final Pattern SET = Pattern.compile("([A-Za-z]\\w*)(?:@([1-9]\\d{0,8}))?");
  private static final Pattern SERVICE = Pattern.compile("[A-Za-z]\\w*");

  @Mixin private ConfigurationDirectory directory;

  @Option(
      names = "--from",
      paramLabel = "FILE",
      required = true,
      description =
          "CSV with a header and the columns feature (full names, with or without version) and"
              + " importance (the higher, the more important); other columns are ignored.")
  private Path importances;

  @Option(
      names = "--top",
      paramLabel = "N",
      description = "How many features are selected (default: all of the file).")
  private int top = Integer.MAX_VALUE;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "A configuration directory, made if it is not there: the files are written to its"
              + " features/, and attributes.yaml is copied if it has none.")
  private @Nullable Path out;

  @Option(
      names = "--service",
      paramLabel = "NAME",
      defaultValue = "selected",
      description = "The service's name (default: ${DEFAULT-VALUE}).")
  private String service;

  @Option(
      names = "--set",
      paramLabel = "NAME[@VERSION]",
      description =
          "Another name for the set, with version 1 unless stated, if all features are of one set."
              + " Its features are then new ones, with other names and hashes.")
  private @Nullable String set;

  @Option(names = "--force", description = "Replace files that are there.")
  private boolean force;

  @Override
  public Integer call() {
    if (top < 1) {
      throw CommandException.usage("--top " + top + " (expected: > 0)");
    }
    if (!SERVICE.matcher(service).matches()) {
      throw CommandException.usage(
          "--service " + service + " (expected: a letter, then letters, digits and underscores)");
    }
    Optional<ProductionFiles.SetName> setName =
        Optional.ofNullable(set).map(SelectCommand::setName);
    SortedMap<String, String> files = ConfigurationFiles.read(directory.path());
    Catalogue catalogue = CatalogueLoader.load(files);
    List<Feature> ranked = Importances.read(importances.toString(), text(importances), catalogue);
    List<Feature> selected = ranked.subList(0, Math.min(top, ranked.size()));
    SortedMap<String, String> production = production(files, selected, setName);
    String comment =
        "# The %d most important of %d features, by %s.%n"
            .formatted(selected.size(), ranked.size(), importances.getFileName());
    production.replaceAll((path, text) -> comment + text);
    if (out == null) {
      OutputFiles.print(production);
    } else {
      write(out, production, files);
    }
    return ExitCode.DONE.code();
  }

  private SortedMap<String, String> production(
      SortedMap<String, String> files,
      List<Feature> selected,
      Optional<ProductionFiles.SetName> setName) {
    try {
      return ProductionFiles.of(files, selected, service, setName);
    } catch (IllegalArgumentException e) {
      throw CommandException.usage(
          (setName.isPresent() ? "--set " : "--service ") + e.getMessage());
    }
  }

  private void write(
      Path directory, SortedMap<String, String> production, SortedMap<String, String> files) {
    SortedMap<String, String> written = new TreeMap<>(production);
    for (String path : production.keySet()) {
      if (!force && Files.exists(directory.resolve(path))) {
        throw CommandException.usage(
            directory.resolve(path) + ": is there (expected: another --out, or --force)");
      }
    }
    String attributes = "attributes.yaml";
    if (!Files.exists(directory.resolve(attributes))) {
      Optional.ofNullable(files.get(attributes)).ifPresent(text -> written.put(attributes, text));
    }
    OutputFiles.write(directory, written);
  }

  private static ProductionFiles.SetName setName(String text) {
    Matcher matcher = SET.matcher(text);
    if (!matcher.matches()) {
      throw CommandException.usage("--set " + text + " (expected: NAME or NAME@VERSION)");
    }
    String version = matcher.group(2);
    return new ProductionFiles.SetName(
        matcher.group(1), version == null ? 1 : Integer.parseInt(version));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw CommandException.usage(file + ": not UTF-8 (expected: text in UTF-8)");
    } catch (IOException e) {
      throw CommandException.usage(file + ": can't be read (expected: a file of text)");
    }
  }
}
