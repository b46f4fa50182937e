package io.nearline.cli.definitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.nearline.features.aggregate.AggregateRule;
import io.nearline.features.aggregate.AggregateRule.Option;
import io.nearline.features.aggregate.Aggregates;
import io.nearline.features.definition.CatalogueLoader;
import io.nearline.features.problem.InvalidConfigurationException;
import io.nearline.features.schema.AttributesSchema;
import io.nearline.features.schema.FeaturesSchema;
import io.nearline.features.type.ScalarType;
import io.nearline.process.ConfigurationFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The schemas say of a file what its reader says. */
class SchemaTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final Schema FEATURES = REGISTRY.getSchema(FeaturesSchema.text());
  private static final Schema ATTRIBUTES = REGISTRY.getSchema(AttributesSchema.text());
  private static final String DECLARED =
      """
      attributes:
        objectAttributes.geo: {type: string}
        objectAttributes.price: {type: double}
      entities:
        actor: {table: actions, type: int64, retention: 96h}
      """;

  private static final String OTHER_SET =
      """
      feature_set: b
      version: 1
      entity: [actor, object]
      features:
        - {name: x, aggregate: count, windows: [any, 1h, 24h]}
        - {name: price, aggregate: mean, of: objectAttributes.price, default: 0.5, windows: [1h]}
      """;

  private static List<Error> errors(Schema schema, String yaml) {
    Object loaded = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    return schema.validate(MAPPER.<JsonNode>valueToTree(loaded));
  }

  private static boolean loads(String features) {
    try {
      CatalogueLoader.load(Map.of("attributes.yaml", DECLARED, "features/a.yaml", features));
      return true;
    } catch (InvalidConfigurationException e) {
      return false;
    }
  }

  private static String set(String feature) {
    return "feature_set: a\nversion: 1\nentity: actor\nfeatures:\n  - {" + feature + "}\n";
  }

  @Test
  void theFilesAreWhatTheCommandWrites() throws IOException {
    for (Map.Entry<String, String> schema : SchemaCommand.schemas().entrySet()) {
      assertThat(Files.readString(DOCS.resolve("schema").resolve(schema.getKey())))
          .as("docs/schema, which './nearline features schema docs/schema' writes")
          .isEqualTo(schema.getValue());
    }
  }

  @Test
  void theSampleIsValidAndRefersToThem() {
    Map<String, String> sample = ConfigurationFiles.read(Path.of("..", "deploy", "config"));
    sample.forEach(
        (path, text) -> {
          boolean features = CatalogueLoader.isFeaturesFile(path);
          if (features || path.equals("attributes.yaml")) {
            assertThat(errors(features ? FEATURES : ATTRIBUTES, text)).as(path).isEmpty();
            assertThat(text)
                .as(path)
                .startsWith(
                    features
                        ? "# yaml-language-server: $schema=../../../docs/schema/features.schema.json\n"
                        : "# yaml-language-server: $schema=../../docs/schema/attributes.schema.json\n");
          }
        });
  }

  @Test
  void theExamplesOfTheReferenceAreValid() throws IOException {
    Matcher blocks =
        Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(DOCS.resolve("feature-language.md")));
    int checked = 0;
    while (blocks.find()) {
      for (String yaml : blocks.group(1).split("(?m)^# \\S+\\.yaml$", -1)) {
        if (yaml.contains("entities:")) {
          assertThat(errors(ATTRIBUTES, yaml)).as(yaml).isEmpty();
          checked++;
        } else if (!yaml.isBlank()) {
          String head = yaml.contains("feature_set:") ? "" : "feature_set: a\nversion: 1\n";
          boolean isWhole = yaml.contains("feature_set:") || yaml.contains("entity:");
          String entity = isWhole ? "" : "entity: actor\n";
          assertThat(errors(FEATURES, head + entity + yaml)).as(yaml).isEmpty();
          checked++;
        }
      }
    }
    assertThat(checked).isGreaterThan(15);
  }

  /** Each aggregate with each argument, and without each. */
  @Test
  void argumentsAreAcceptedWhereTheLoaderAcceptsThem() {
    for (String name : Aggregates.names()) {
      AggregateRule rule = Aggregates.rule(name).orElseThrow();
      List<String> arguments = new ArrayList<>();
      for (Option option : Option.values()) {
        arguments.add(option.key() + ": " + value(option));
      }
      arguments.add("default: 1");
      arguments.add(
          "of: "
              + (rule.of().accepts(ScalarType.STRING)
                  ? "objectAttributes.geo"
                  : "objectAttributes.price"));
      for (int subset = 0; subset < 1 << arguments.size(); subset++) {
        StringBuilder feature = new StringBuilder("name: x, windows: [1h], aggregate: " + name);
        for (int i = 0; i < arguments.size(); i++) {
          if ((subset >> i & 1) == 1) {
            feature.append(", ").append(arguments.get(i));
          }
        }
        String yaml = set(feature.toString());
        assertThat(errors(FEATURES, yaml).isEmpty()).as(yaml).isEqualTo(loads(yaml));
      }
    }
  }

  private static String value(Option option) {
    return switch (option) {
      case K -> "3";
      case DISTINCT -> "object";
      case PAD -> "true";
      case LOG2M -> "10";
      case P -> "0.5";
      case STEPS -> "['verb == \"a\"']";
      case HALF_LIFE -> "2h";
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name: 9x, aggregate: count, windows: [1h]",
        "name: x, aggregate: counts, windows: [1h]",
        "name: x, aggregate: count, windows: [0h]",
        "name: x, aggregate: count, windows: [1w]",
        "name: x, aggregate: count, windows: []",
        "name: x, aggregate: count, windows: 1h",
        "name: x, aggregate: count, windows: [1h, 1h]",
        "name: x, aggregate: count, windows: [any, any]",
        "name: x, aggregate: count, windows: any",
        "name: x, aggregate: count, windows: [all]",
        "name: x, aggregate: mean, of: objectAttributes.price, windows: [1h], default: null",
        "name: x, aggregate: mean, of: objectAttributes.price, windows: [1h], default: {a: 1}",
        "name: x, aggregate: count",
        "aggregate: count, windows: [1h]",
        "name: x, aggregate: count, windows: [1h], wher: 'true'",
        "name: x, aggregate: count, windows: [1h], where: ''",
        "name: x, aggregate: top_k, of: verb, k: 0, windows: [1h]",
        "name: x, aggregate: top_k, of: verb, k: 10001, windows: [1h]",
        "name: x, aggregate: top_k, of: verb, k: '3', windows: [1h]",
        "name: x, aggregate: top_k, of: [verb, object], k: 3, windows: [1h]",
        "name: x, aggregate: last_k, of: [verb, verb], k: 3, windows: [1h]",
        "name: x, aggregate: last_k, of: [], k: 3, windows: [1h]",
        "name: x, aggregate: percentile, of: objectAttributes.price, p: 1.1, windows: [1h]",
        "name: x, aggregate: funnel, steps: [], windows: [1h]",
      })
  void bothRefuseFeatures(String feature) {
    assertThat(loads(set(feature))).isFalse();
    assertThat(errors(FEATURES, set(feature))).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "feature_set: a\nversion: 1\nentity: actor",
        "feature_set: a\nversion: 0\nentity: actor\nfeatures: []",
        "feature_set: a\nentity: actor\nfeatures: []",
        "feature_set: a\nversion: 1\nfeatures: [{name: x, aggregate: count, windows: [1h]}]",
        "feature_set: a\nversion: 1\nentity: []\nfeatures: []",
        "services: {a: []}",
        "services: {1a: ['a@1.*']}",
        "services: {a: ['a.x_1h']}",
        "services: {a: ['a@0.x_1h']}",
        "services: {a: ['a@1.x@7']}",
        "services: {a: ['a@1.x@0h']}",
        "services: {a: ['a@1.*@7h']}",
        "{version: 1, services: {a: ['a@1.*']}}",
        "{uses: [b@1], services: {a: ['a@1.*']}}",
        "service: {}",
        "feature_set: a\nversion: 1\nentity: actor\nderived: [{name: x, expression: b.c_1h}]",
        "feature_set: a\nversion: 1\nentity: [actor, object, verb, timestamp, eventId]\nfeatures: []",
        "feature_set: a\nversion: 1\nentity: [actor, actor]\nfeatures: []",
        "feature_set: a\nversion: 1\nentity: actor\nmatrix: [{name: x, aggregate: count}]",
        "feature_set: a\nversion: 1\nentity: actor\nmatrix: [{name: x, aggregate: [count, sun], windows: [1h]}]",
        "feature_set: a\nversion: 1\nentity: actor\nmatrix: [{name: x, aggregate: count, verb: [], windows: [1h]}]",
        "feature_set: a\nversion: 1\nentity: actor\nmatrix: [{name: x, aggregate: count, verbs: [a], windows: [1h]}]",
        "feature_set: a\nversion: 1\nentity: actor\nmatrix: [{name: x, aggregate: count, half_life: [2], windows: [1h]}]",
      })
  void bothRefuseFiles(String file) {
    assertThat(loads(file)).isFalse();
    assertThat(errors(FEATURES, file)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "uses: [b]",
        "uses: [b@0]",
        "uses: [b@1.x_1h]",
        "uses: b@1",
        "uses: [b@1, b@1]",
        "derived: [{name: y}]",
        "derived: [{expression: x_1h}]",
        "derived: [{name: y, expression: ''}]",
        "derived: [{name: 9y, expression: x_1h}]",
        "derived: [{name: y, expression: x_1h, windows: [1h]}]",
        "derived: [{name: y, expression: x_1h, where: 'true'}]",
        "derived: [{name: y, expression: x_1h, default: null}]",
        "derived: {y: x_1h}",
      })
  void bothRefuseDerived(String lines) {
    String file = set("name: x, aggregate: count, windows: [1h]") + lines + "\n";
    Map<String, String> files =
        Map.of("attributes.yaml", DECLARED, "features/a.yaml", file, "features/b.yaml", OTHER_SET);
    assertThat(catchThrowable(() -> CatalogueLoader.load(files)))
        .isInstanceOf(InvalidConfigurationException.class);
    assertThat(errors(FEATURES, file)).isNotEmpty();
  }

  @Test
  void bothAcceptFeaturesOfFeatures() {
    String derived =
        """
        feature_set: a
        version: 1
        uses: [b@1]
        derived:
          - {name: rate, expression: 'ratio(b.x_1h, b.x_24h, 0.0)'}
          - {name: pay, expression: 'b.price_1h * request.raise', default: 1}
        """;
    String services =
        "services: {one: ['b@1.x@7h', 'b@1.x_*', 'a@1.rate'], all: ['a@1.*', 'b@1.*']}\n";
    assertThat(
            CatalogueLoader.load(
                    Map.of(
                        "attributes.yaml",
                        DECLARED,
                        "features/a.yaml",
                        derived,
                        "features/b.yaml",
                        OTHER_SET,
                        "features/c.yaml",
                        services))
                .services())
        .hasSize(2);
    assertThat(List.of(derived, OTHER_SET, services))
        .allSatisfy(file -> assertThat(errors(FEATURES, file)).isEmpty());
  }

  @Test
  void bothAcceptMatrices() {
    String file =
        """
        feature_set: a
        version: 1
        entity: [actor, object]
        matrix:
          - {name: '{verb}_{by}', aggregate: count, verb: [view, apply], by: [none, objectAttributes.geo], windows: [1h], half_life: [none, 6h]}
          - {name: '{of}', aggregate: last_k, of: [[object, age_ms], verb], k: [3, 5], distinct: [none, object], where: [none, 'true'], windows: [1h]}
          - {name: funnel, aggregate: funnel, steps: [['true', 'false'], ['true']], windows: [1h]}
        services: {all: ['a@1.*']}
        """;
    assertThat(loads(file)).isTrue();
    assertThat(errors(FEATURES, file)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "attributes: {}",
        "entities: {user: {table: a, type: int64, retention: 1h}}",
        "entities: {actor: {table: 1a, type: int64, retention: 1h}}",
        "entities: {actor: {table: a, type: double, retention: 1h}}",
        "entities: {actor: {table: a, type: int64}}",
        "{entities: {}, attributes: {geo: {type: string}}}",
        "{entities: {}, attributes: {objectAttributes.geo: {type: text}}}",
        "{entities: {}, attributes: {objectAttributes.geo: {type: vector, dimension: 3}}}",
        "{entities: {}, attributes: {objectAttributes.geo: {type: vector, column: c}}}",
        "{entities: {}, attributes: {objectAttributes.geo: {type: string, dimension: 3}}}",
        "{entities: {}, attributes: {objectAttributes.geo: {type: int64, max_length: 3}}}",
        "{entities: {}, attributes: {objectAttributes.geo: {type: string, columns: c}}}",
      })
  void bothRefuseAttributes(String file) {
    assertThat(errors(ATTRIBUTES, file)).isNotEmpty();
    try {
      CatalogueLoader.load(Map.of("attributes.yaml", file));
      assertThat(file).as("accepted by the loader").isEmpty();
    } catch (InvalidConfigurationException e) {
      assertThat(e.problems()).isNotEmpty();
    }
  }
}
