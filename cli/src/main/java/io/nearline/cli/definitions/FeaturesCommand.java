package io.nearline.cli.definitions;

import io.nearline.cli.CommandException;
import io.nearline.cli.configuration.ConfigurationDirectory;
import io.nearline.features.definition.AnyWindowFeature;
import io.nearline.features.definition.Catalogue;
import io.nearline.features.definition.CatalogueLoader;
import io.nearline.features.definition.Feature;
import io.nearline.features.definition.FeatureService;
import io.nearline.features.field.Field;
import io.nearline.features.problem.Nearest;
import io.nearline.process.ConfigurationFiles;
import io.nearline.process.ExitCode;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code nearline features}. */
@Command(
    name = "features",
    description = "Check, list, explain and rewrite the feature definitions of a configuration.",
    subcommands = {
      CheckCommand.class,
      ExpandCommand.class,
      SelectCommand.class,
      SchemaCommand.class
    },
    synopsisSubcommandLabel = "COMMAND")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class FeaturesCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** Made by picocli. */
  public FeaturesCommand() {}

  /** Without a command there is nothing to do. */
  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "COMMAND: nothing (expected: check, list, explain, expand, select or schema)");
  }

  @Command(description = "List the services and their features, with types and versions.")
  int list(@Mixin ConfigurationDirectory directory) {
    Catalogue catalogue = load(directory);
    Set<String> served = new HashSet<>();
    for (FeatureService service : catalogue.services()) {
      System.out.println(service.name() + "  " + service.hash());
      print(catalogue, service.features());
      service.features().forEach(feature -> served.add(feature.versionedName()));
    }
    List<Feature> unserved =
        catalogue.features().stream()
            .filter(feature -> !served.contains(feature.versionedName()))
            .toList();
    if (!unserved.isEmpty()) {
      System.out.println("in no service");
      print(catalogue, unserved);
    }
    if (!catalogue.anyWindowFeatures().isEmpty()) {
      System.out.println("of any window: ask for NAME@WINDOW, such as 7h");
      for (AnyWindowFeature definition : catalogue.anyWindowFeatures()) {
        String keys =
            definition.entity().keys().stream().map(Field::text).collect(Collectors.joining(","));
        System.out.printf(
            Locale.ROOT,
            "  %s  %s  %s  %s%n",
            definition.versionedName(),
            definition.hash(),
            keys,
            definition.type().text());
      }
    }
    return ExitCode.DONE.code();
  }

  @Command(description = "Say in words what a feature means, or every feature of a service.")
  int explain(
      @Parameters(
              index = "0",
              paramLabel = "NAME",
              description = "A feature's full name, with or without version; or a service.")
          String name,
      @Mixin ConfigurationDirectory directory) {
    Catalogue catalogue = load(directory);
    Optional<List<Feature>> features =
        catalogue
            .feature(name)
            .map(List::of)
            .or(() -> catalogue.service(name).map(FeatureService::features));
    features
        .orElseThrow(() -> unknown(name, catalogue))
        .forEach(feature -> System.out.println(Explanation.of(feature)));
    return ExitCode.DONE.code();
  }

  private static Catalogue load(ConfigurationDirectory directory) {
    return CatalogueLoader.load(ConfigurationFiles.read(directory.path()));
  }

  private static void print(Catalogue catalogue, Collection<Feature> features) {
    int width =
        features.stream().mapToInt(feature -> feature.versionedName().length()).max().orElse(1);
    for (Feature feature : features) {
      System.out.printf(
          Locale.ROOT,
          "  %-" + width + "s  %s  %-10s  %s%n",
          feature.versionedName(),
          catalogue.hash(feature),
          String.join(",", Explanation.keys(feature)),
          feature.type().text());
    }
  }

  private static CommandException unknown(String name, Catalogue catalogue) {
    Optional<String> window = catalogue.windowExpectation(name);
    if (window.isPresent()) {
      return CommandException.usage(name + ": not a feature (expected: " + window.get() + ")");
    }
    List<String> candidates =
        Stream.of(catalogue.nearestFeature(name), catalogue.nearestService(name))
            .flatMap(Optional::stream)
            .toList();
    String nearest =
        Nearest.of(name, candidates)
            .map(found -> "a feature or service, such as " + found)
            .orElse("a feature or service");
    return CommandException.usage(name + ": not found (expected: " + nearest + ")");
  }
}
