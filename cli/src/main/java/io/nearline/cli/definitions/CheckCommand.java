package io.nearline.cli.definitions;

import io.nearline.cli.CommandException;
import io.nearline.cli.configuration.ConfigurationCheck;
import io.nearline.cli.configuration.ConfigurationDirectory;
import io.nearline.features.definition.AnyWindowFeature;
import io.nearline.features.definition.Catalogue;
import io.nearline.features.definition.DefinitionLock;
import io.nearline.features.definition.Feature;
import io.nearline.features.problem.Problems;
import io.nearline.process.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code nearline features check}. */
@Command(
    name = "check",
    description = {
      "Check a configuration: print every problem of every file, or how much there is.",
      "",
      "The files of ingest (pipelines.yaml and ingest.yaml) and of the server (server.yaml) are"
          + " checked as far as they are there. 'up' and 'demo' do the same before they start"
          + " anything, and need all that the whole system needs.",
      "",
      "features.lock holds the hash of each definition that was ever checked without a problem. One"
          + " that has changed under its name is a problem, here and when the server starts: what a"
          + " model was trained on never changes, a change is a new version of the set. New"
          + " definitions are added to the file, which belongs into version control."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class CheckCommand implements Callable<Integer> {
  private static final int NAMED = 3;

  @Mixin private ConfigurationDirectory directory;

  @Option(
      names = "--locked",
      description =
          "Write nothing, and fail if features.lock lacks a definition: for continuous integration.")
  private boolean locked;

  @Override
  public Integer call() {
    ConfigurationCheck check = ConfigurationCheck.ofFiles(directory.path());
    Catalogue catalogue = check.catalogue();
    int anyWindows = catalogue.anyWindowFeatures().size();
    long sets =
        Stream.concat(
                catalogue.features().stream().map(Feature::set),
                catalogue.anyWindowFeatures().stream().map(AnyWindowFeature::set))
            .distinct()
            .count();
    System.out.printf(
        Locale.ROOT,
        "no problems: %d attributes, %d features%s in %d sets, %d services%n",
        catalogue.attributes().attributes().size(),
        catalogue.features().size(),
        anyWindows == 0 ? "" : " and " + anyWindows + " of any window",
        sets,
        catalogue.services().size());
    lock(check.files(), catalogue);
    return ExitCode.DONE.code();
  }

  private void lock(Map<String, String> files, Catalogue catalogue) {
    DefinitionLock lock =
        Optional.ofNullable(files.get(DefinitionLock.FILE))
            .map(text -> DefinitionLock.read(text, new Problems()))
            .orElse(DefinitionLock.EMPTY);
    List<String> missing = lock.missing(catalogue);
    if (missing.isEmpty()) {
      return;
    }
    Path file = directory.path().resolve(DefinitionLock.FILE);
    if (locked) {
      throw CommandException.usage(
          "%s: lacks %s%s (expected: what './nearline features check' writes, committed)"
              .formatted(
                  file,
                  String.join(", ", missing.subList(0, Math.min(NAMED, missing.size()))),
                  missing.size() > NAMED ? " and " + (missing.size() - NAMED) + " more" : ""));
    }
    write(file, lock.with(catalogue).text());
    System.out.printf(Locale.ROOT, "%s: %d added%n", file, missing.size());
  }

  /** Replaces the file as a whole: who reads it meanwhile has the old or the new one. */
  private static void write(Path file, String text) {
    Path next = file.resolveSibling("." + DefinitionLock.FILE + ".new");
    try {
      Files.writeString(next, text);
      Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw CommandException.failed(
          file + ": can't be written: " + e + " (--locked writes nothing)", e);
    }
  }
}
