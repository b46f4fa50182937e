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
  private static final List<String> HEADS =
      List.of(
          "feature",
          "matrix",
          "where",
          "attribute",
          "entity",
          "set's entity",
          "services",
          "locked feature",
          "changed to",
          "request");
  private static final String SOME_FEATURES =
      """
      features:
        - {name: applies, aggregate: count, windows: [1h, 24h]}
        - {name: there, aggregate: count, where: objectAttributes.geo == request.geo, windows: [1h]}
      """;

  private final PageDefinitions definitions;

  Refusals(PageDefinitions definitions) {
    this.definitions = definitions;
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
            DefinitionLock.of(definitions.load(SOME_FEATURES)));
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
          case "set's entity" -> "entity: " + written + "\n" + SOME_FEATURES;
          case "feature" -> "features:\n  - " + written;
          case "matrix" -> "matrix:\n  - " + written;
          case "where" ->
              "features:\n  - {name: f, aggregate: count, windows: [24h], where: '"
                  + written.replace("'", "''")
                  + "'}";
          case "services" -> SOME_FEATURES + "services:\n  " + written;
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
    try (InProcess server = new InProcess(definitions.load(SOME_FEATURES), PageActions.AS_OF)) {
      server.stub().getFeatures(request.build());
      return "nothing";
    } catch (StatusRuntimeException e) {
      return String.valueOf(e.getStatus().getDescription());
    }
  }
}
