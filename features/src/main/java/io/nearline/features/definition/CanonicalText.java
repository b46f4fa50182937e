package io.nearline.features.definition;

import io.nearline.features.expression.Constant;
import io.nearline.features.field.AttributeField;
import io.nearline.features.field.Field;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Definitions in a canonical form, and its hash. The form is made of the bound definition, so it
 * does not depend on formatting, comments, the order of keys, or how a condition is written down as
 * long as its structure is the same. It has everything that a value depends on: names, entity,
 * aggregate with arguments, condition, window, types; of a derived feature its expression and the
 * hashes of its inputs, so that it changes whenever one of them does. It lacks what only says where
 * data is kept: tables, columns, retention, lengths. So promoting an attribute to a column changes
 * no hash, and giving it another type changes that of every feature that reads it.
 */
final class CanonicalText {
  /** The hash is the start of a SHA-256: 64 bits tell versions apart, and people can read them. */
  private static final int HASH_LENGTH = 16;

  private CanonicalText() {}

  static String of(AggregateFeature feature) {
    return of(feature.versionedName(), feature, feature.window().toMillis() + "ms");
  }

  static String of(AnyWindowFeature definition) {
    // Which window stands in is of no account: what else the text has does not depend on it.
    AggregateFeature feature = definition.over(AnyWindowFeature.ANY, Duration.ofMillis(1));
    return of(definition.versionedName(), feature, AnyWindowFeature.ANY);
  }

  private static String of(String versionedName, AggregateFeature feature, String window) {
    StringBuilder text = new StringBuilder();
    line(text, "feature", versionedName);
    for (Field key : feature.entity().keys()) {
      line(text, "entity", key.text() + ": " + key.type().text());
    }
    line(text, "aggregate", feature.aggregate().text());
    line(text, "where", feature.where().text());
    line(text, "window", window);
    line(text, "type", feature.type().text());
    feature.defaultValue().ifPresent(value -> line(text, "default", new Constant(value).text()));
    TreeSet<String> attributes = new TreeSet<>();
    for (Field field : feature.fields()) {
      if (field instanceof AttributeField) {
        attributes.add(field.text() + ": " + field.type().text());
      }
    }
    attributes.forEach(attribute -> line(text, "reads", attribute));
    return text.toString();
  }

  static String of(DerivedFeature feature) {
    StringBuilder text = new StringBuilder();
    line(text, "derived", feature.versionedName());
    line(text, "expression", feature.expression().text());
    line(text, "type", feature.type().text());
    feature.defaultValue().ifPresent(value -> line(text, "default", new Constant(value).text()));
    for (Feature input : feature.inputs()) {
      line(text, "input", input.versionedName() + " " + input.hash());
    }
    return text.toString();
  }

  static String of(FeatureService service, Function<Feature, String> hash) {
    StringBuilder text = new StringBuilder();
    line(text, "service", service.name());
    for (Feature feature : service.features()) {
      line(text, "feature", feature.versionedName() + " " + hash.apply(feature));
    }
    return text.toString();
  }

  static String of(Map<String, String> hashes, Collection<FeatureService> services) {
    TreeSet<String> lines = new TreeSet<>();
    hashes.forEach((versionedName, hash) -> lines.add(versionedName + " " + hash));
    services.forEach(service -> lines.add("service " + service.name() + " " + service.hash()));
    return String.join("\n", lines);
  }

  static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASH_LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256, which every Java platform has, is missing", e);
    }
  }

  private static void line(StringBuilder text, String key, String value) {
    text.append(key).append(' ').append(value).append('\n');
  }
}
