package io.nearline.server.docs;

import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.features.definition.Catalogue;
import io.nearline.features.definition.CatalogueLoader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Makes configurations of what the page shows of them. */
final class PageDefinitions {
  /** The set of what is shown without its head. */
  static final String SET = "jobs";

  private static final String ATTRIBUTES = "attributes.yaml";
  private static final Pattern FILE =
      Pattern.compile("^# ((?:features/\\w+|attributes)\\.yaml)\n", Pattern.MULTILINE);

  private final String attributes;

  /** Takes the declarations that all examples share: the page's first block of YAML. */
  PageDefinitions(LanguagePage page) {
    attributes = page.examples().get(0).yaml().text();
  }

  /**
   * Returns the catalogue of a block: several files with a comment above each, or one. A file of
   * features that begins with neither set nor entity is of the set {@code jobs} about actors.
   */
  Catalogue load(String text) {
    return CatalogueLoader.load(files(text));
  }

  /** Returns the files of a block, by path. */
  Map<String, String> files(String text) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put(ATTRIBUTES, attributes);
    List<MatchResult> heads = FILE.matcher(text).results().toList();
    for (int i = 0; i < heads.size(); i++) {
      int end = i + 1 < heads.size() ? heads.get(i + 1).start() : text.length();
      files.put(heads.get(i).group(1), whole(text.substring(heads.get(i).end(), end)));
    }
    if (heads.isEmpty()) {
      files.put(text.startsWith("attributes:") ? ATTRIBUTES : "features/jobs.yaml", whole(text));
    }
    return files;
  }

  /** Returns the declarations that all examples share. */
  AttributeCatalogue attributes() {
    return load("features: []\n").attributes();
  }

  /** Returns the declarations that all examples share, as they stand. */
  String attributesText() {
    return attributes;
  }

  private static String whole(String text) {
    if (text.matches("(?s)(feature_set|attributes|services):.*")) {
      return text;
    }
    String head = "feature_set: " + SET + "\nversion: 1\n";
    return head + (text.startsWith("entity:") ? "" : "entity: actor\n") + text;
  }
}
