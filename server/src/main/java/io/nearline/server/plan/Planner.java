package io.nearline.server.plan;

import io.nearline.features.definition.AggregateFeature;
import io.nearline.features.definition.Catalogue;
import io.nearline.features.definition.Entity;
import io.nearline.features.definition.Feature;
import io.nearline.features.definition.FeatureService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Binds names to definitions. The plans of all services are made at load. Thread-safe. */
public final class Planner {
  /** How many services a message lists. */
  private static final int MOST_NAMES = 10;

  private final Catalogue catalogue;
  private final int rowLimit;
  private final int groupLimit;
  private final Strategy strategy;

  /** What is known of how many rows entities have, for plans that are made for one call. */
  private final Map<Entity, RowHistory> ofSelections = new ConcurrentHashMap<>();

  private final Map<String, Plan> services = new HashMap<>();
  private final Map<String, Plan> servicesWithMetadata = new HashMap<>();

  /**
   * Plans every service.
   *
   * @param rowLimit the largest number of rows of one fetch
   * @param groupLimit the largest number of groups of one statement
   */
  public Planner(Catalogue catalogue, int rowLimit, int groupLimit) {
    this(catalogue, rowLimit, groupLimit, Strategy.PLANNED);
  }

  /**
   * Plans every service by one strategy: for tests, which hold the two against each other.
   *
   * @param strategy who computes the features that both can compute
   */
  public Planner(Catalogue catalogue, int rowLimit, int groupLimit, Strategy strategy) {
    this.catalogue = catalogue;
    this.rowLimit = rowLimit;
    this.groupLimit = groupLimit;
    this.strategy = strategy;
    for (FeatureService service : catalogue.services()) {
      services.put(service.name(), plan(service, false, entity -> new RowHistory()));
      servicesWithMetadata.put(service.name(), plan(service, true, entity -> new RowHistory()));
    }
  }

  /**
   * Returns the plan of a selection.
   *
   * @param withLastActions whether each value's latest action is wanted too
   * @throws UnknownNameException when the catalogue lacks a name
   * @throws InvalidRequestException when nothing is selected, or something twice, be it in two
   *     versions
   */
  public Plan plan(Selection selection, boolean withLastActions) {
    if (selection instanceof Selection.Service service) {
      Plan plan = (withLastActions ? servicesWithMetadata : services).get(service.name());
      if (plan == null) {
        throw unknownService(service.name());
      }
      return plan;
    }
    List<Feature> features = bind(((Selection.Features) selection).names());
    return plan(
        new FeatureService("", features),
        withLastActions,
        entity -> ofSelections.computeIfAbsent(entity, any -> new RowHistory()));
  }

  /** Names the service that was probably meant; where none is near, those that there are. */
  private UnknownNameException unknownService(String name) {
    Optional<String> nearest = catalogue.nearestService(name);
    String all =
        services.keySet().stream().sorted().limit(MOST_NAMES).collect(Collectors.joining(", "));
    String expectation =
        nearest.isPresent() || services.isEmpty()
            ? "a service of the catalogue"
            : "a service of the catalogue: " + all + (services.size() > MOST_NAMES ? " …" : "");
    return new UnknownNameException("feature_service", name, expectation, nearest);
  }

  private RuntimeException unknownFeature(String field, String name) {
    Optional<String> window = catalogue.windowExpectation(name);
    return window.isPresent()
        ? new InvalidRequestException(field, name, window.get())
        : new UnknownNameException(
            field,
            name,
            catalogue.service(name).isPresent()
                ? "a feature of the catalogue; a service is asked for as feature_service"
                : "a feature of the catalogue",
            catalogue.nearestFeature(name));
  }

  private List<Feature> bind(List<String> names) {
    if (names.isEmpty()) {
      throw new InvalidRequestException("features.names", "none", "at least one name");
    }
    List<Feature> features = new ArrayList<>(names.size());
    Map<String, Feature> bound = new HashMap<>();
    for (String name : names) {
      String field = "features.names[" + features.size() + "]";
      Feature feature = catalogue.feature(name).orElseThrow(() -> unknownFeature(field, name));
      Feature other = bound.put(feature.fullName(), feature);
      if (other != null) {
        // An answer's columns are named without the version: two would have one name.
        throw other.version() == feature.version()
            ? new InvalidRequestException(field, name + " a second time", "each feature once")
            : new InvalidRequestException(
                field, name, "no second version beside " + other.versionedName());
      }
      features.add(feature);
    }
    return features;
  }

  private Plan plan(
      FeatureService service, boolean withLastActions, Function<Entity, RowHistory> histories) {
    Set<AggregateFeature> aggregates = new LinkedHashSet<>();
    service.features().forEach(feature -> aggregates.addAll(feature.aggregates()));
    Map<Entity, List<AggregateFeature>> byEntity = new LinkedHashMap<>();
    for (AggregateFeature feature : aggregates) {
      byEntity.computeIfAbsent(feature.entity(), any -> new ArrayList<>()).add(feature);
    }
    List<LookupPlan> lookups = new ArrayList<>();
    Map<String, PlannedFeature> planned = new HashMap<>();
    LookupPlanner planner = new LookupPlanner(withLastActions, rowLimit, groupLimit, strategy);
    byEntity.forEach(
        (entity, features) -> {
          LookupPlan lookup =
              planner.plan(entity, features, lookups.size(), histories.apply(entity));
          for (PlannedFeature feature : lookup.aggregates().features()) {
            planned.put(feature.feature().versionedName(), feature);
          }
          lookups.add(lookup);
        });
    List<PlannedFeature> inOrder =
        aggregates.stream()
            .map(feature -> Objects.requireNonNull(planned.get(feature.versionedName())))
            .toList();
    return new Plan(
        catalogue.hash(service),
        service.features(),
        inOrder,
        lookups,
        RequiredValues.of(service.features()));
  }
}
