package io.nearline.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.util.JsonFormat;
import io.nearline.features.definition.Catalogue;
import io.nearline.features.definition.CatalogueLoader;
import io.nearline.process.ConfigurationFiles;
import io.nearline.proto.v1.FeatureServiceGrpc;
import io.nearline.proto.v1.GetFeaturesRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The profiles for ghz ask what there is, in requests that the contract has, and end. */
final class LoadProfilesTest {
  private static final Path DIRECTORY = Path.of("..", "deploy", "load");
  private static final String TEMPLATE = "\\{\\{randomInt 0 10000}}";

  /** ghz passes over a key that it doesn't know. */
  private static final Set<String> KEYS =
      Set.of(
          "call",
          "concurrency",
          "concurrency-end",
          "concurrency-schedule",
          "concurrency-start",
          "concurrency-step",
          "concurrency-step-duration",
          "connections",
          "data",
          "duration",
          "duration-stop",
          "insecure",
          "timeout");

  static List<Path> profiles() throws IOException {
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  @Test
  void theScriptRunsAllOfThem() throws IOException {
    String line =
        Files.readString(DIRECTORY.resolve("run"))
            .lines()
            .filter(text -> text.startsWith("profiles=("))
            .findFirst()
            .orElseThrow();

    assertThat(line.substring("profiles=(".length(), line.length() - 1).split(" "))
        .containsExactlyInAnyOrderElementsOf(
            profiles().stream()
                .map(file -> file.getFileName().toString().replace(".json", ""))
                .toList());
  }

  @ParameterizedTest
  @MethodSource("profiles")
  void hasOnlyWhatGhzKnowsAndEnds(Path file) throws IOException {
    JsonNode profile = new ObjectMapper().readTree(file.toFile());

    assertThat(profile.fieldNames()).toIterable().isSubsetOf(KEYS);
    assertThat(profile.path("duration").asText()).matches("[1-9][0-9]?s");
    assertThat(profile.path("timeout").asText()).matches("[1-9][0-9]?s");
  }

  @ParameterizedTest
  @MethodSource("profiles")
  void asksAServiceOfTheSampleByItsEntity(Path file) throws IOException {
    JsonNode profile = new ObjectMapper().readTree(file.toFile());
    Catalogue sample =
        CatalogueLoader.load(ConfigurationFiles.read(Path.of("..", "deploy", "config")));

    assertThat(profile.path("call").asText())
        .isEqualTo(FeatureServiceGrpc.getGetFeaturesMethod().getFullMethodName());
    for (GetFeaturesRequest request : requests(profile.path("data"))) {
      assertThat(sample.service(request.getFeatureService()))
          .as(request.getFeatureService())
          .isPresent();
      assertThat(request.getEntitiesMap()).containsOnlyKeys("actor");
      assertThat(request.getEntitiesOrThrow("actor").getInt64S().getValuesList()).isNotEmpty();
    }
  }

  /** Reads what ghz sends: an object for every call, or the elements of an array in turn. */
  private static List<GetFeaturesRequest> requests(JsonNode data) throws IOException {
    List<GetFeaturesRequest> requests = new ArrayList<>();
    for (JsonNode one : data.isArray() ? data : List.of(data)) {
      GetFeaturesRequest.Builder request = GetFeaturesRequest.newBuilder();
      JsonFormat.parser().merge(one.toString().replaceAll(TEMPLATE, "42"), request);
      requests.add(request.build());
    }
    return requests;
  }
}
