package io.nearline.server.docs;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.grpc.StatusRuntimeException;
import io.nearline.features.definition.Catalogue;
import io.nearline.features.definition.CatalogueLoader;
import io.nearline.features.definition.DefinitionLock;
import io.nearline.features.problem.InvalidConfigurationException;
import io.nearline.features.problem.Problem;
import io.nearline.proto.v1.GetFeaturesRequest;
import io.nearline.server.rpc.InProcess;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the page says is refused, tried. */
final class Refusals {
  private static final String SECTION = "What is refused";
  private static final List<String> HEADS =
      List.of(
          "feature",
          "matrix",
          "where",
          "attribute",
          "entity",
          "set's entity",
          "derived",
          "uses",
          "services",
          "locked feature",
          "changed to",
          "request");
  private final PageDefinitions definitions;
  private final String someFeatures;

  /** Takes the definitions that all examples share, and the features that a page's tables name. */
  Refusals(LanguagePage page) {
    definitions = new PageDefinitions(page);
    someFeatures =
        page.examples().stream()
            .map(example -> example.yaml())
            .filter(yaml -> yaml.section().equals(SECTION))
            .findFirst()
            .orElseThrow()
            .text();
  }

  /** Returns whether a table of that head is about what is refused. */
  static boolean isTold(String head) {
    return HEADS.contains(head);
  }

  /**
   * Returns the message that refuses a line of a table, without file and line; what was expected to
   * be refused and is not is none.
   */
  String message(String head, String written) {
    if (head.equals("request")) {
      return requested(written);
    }
    try {
      if (head.equals("changed to")) {
        CatalogueLoader.load(
            definitions.files("features:\n  - " + written),
            DefinitionLock.of(definitions.load(someFeatures)));
      } else if (head.equals("locked feature")) {
        Map<String, String> files = definitions.files("features:\n  - " + written);
        files.put(DefinitionLock.FILE, "jobs@1.applies_1h 0000000000000000\n");
        CatalogueLoader.load(files);
      } else {
        load(head, written);
      }
    } catch (InvalidConfigurationException e) {
      return text(e.problems());
    }
    return "nothing";
  }

  private static String text(List<Problem> problems) {
    return problems.stream()
        .map(problem -> problem.toString().replaceFirst("^\\S+\\.yaml(:\\d+)?: ", ""))
        .collect(Collectors.joining("<br>"));
  }

  private Catalogue load(String head, String written) {
    String attributes = definitions.attributesText();
    return definitions.load(
        switch (head) {
          case "attribute" -> attributes.replace("entities:", "  " + written + "\nentities:");
          case "entity" -> attributes.replaceFirst("(?s)entities:.*", "entities:\n  " + written);
          case "set's entity" -> "entity: " + written + "\n" + someFeatures;
          case "feature" -> "features:\n  - " + written;
          case "matrix" -> "matrix:\n  - " + written;
          case "where" ->
              "features:\n  - {name: f, aggregate: count, windows: [24h], where: '"
                  + written.replace("'", "''")
                  + "'}";
          case "derived" -> someFeatures + "  - " + written.replace("}, {", "}\n  - {") + "\n";
          case "uses" -> someFeatures + "uses: " + written;
          case "services" -> someFeatures + "services:\n  " + written;
          default ->
              throw new IllegalArgumentException("head: " + head + " (expected: " + HEADS + ")");
        });
  }

  private String requested(String json) {
    GetFeaturesRequest.Builder request = GetFeaturesRequest.newBuilder();
    try {
      JsonFormat.parser().merge(json, request);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException(json, e);
    }
    try (InProcess server = new InProcess(definitions.load(someFeatures), PageActions.AS_OF)) {
      server.stub().getFeatures(request.build());
      return "nothing";
    } catch (StatusRuntimeException e) {
      return String.valueOf(e.getStatus().getDescription());
    }
  }
}
