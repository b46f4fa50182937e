package io.nearline.cli.definitions;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The schemas say of a file what its reader says. */
class SchemaTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  static final Schema FEATURES = REGISTRY.getSchema(FeaturesSchema.text());
  static final Schema ATTRIBUTES = REGISTRY.getSchema(AttributesSchema.text());
  static final String DECLARED =
      """
      attributes:
        objectAttributes.geo: {type: string}
        objectAttributes.price: {type: double}
      entities:
        actor: {table: actions, type: int64, retention: 96h}
      """;

  static final String OTHER_SET =
      """
      feature_set: b
      version: 1
      entity: [actor, object]
      features:
        - {name: x, aggregate: count, windows: [any, 1h, 24h]}
        - {name: price, aggregate: mean, of: objectAttributes.price, default: 0.5, windows: [1h]}
      """;

  static List<Error> errors(Schema schema, String yaml) {
    Object loaded = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    return schema.validate(MAPPER.<JsonNode>valueToTree(loaded));
  }

  static boolean loads(String features) {
    try {
      CatalogueLoader.load(Map.of("attributes.yaml", DECLARED, "features/a.yaml", features));
      return true;
    } catch (InvalidConfigurationException e) {
      return false;
    }
  }

  static String set(String feature) {
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
}
