package io.nearline.it.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.grpc.StatusRuntimeException;
import io.nearline.it.launcher.RunningSystem;
import io.nearline.it.realdata.PlainValues;
import io.nearline.proto.v1.Column;
import io.nearline.proto.v1.FeatureNames;
import io.nearline.proto.v1.GetFeaturesRequest;
import io.nearline.proto.v1.GetFeaturesResponse;
import io.nearline.proto.v1.StringValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The searches that convert, found in lines that come out of order by ten topics, are served. */
final class SpoofIT {
  private static final int ITEMS = 120;
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path temporary;

  @Test
  void servesTheQueriesThatConvert() throws IOException {
    Path file = temporary.resolve("answers.jsonl");
    RunningSystem system = RunningSystem.sample();
    String output =
        system.run(
            "spoof",
            "--dir",
            system.directory().toString(),
            "--rate",
            "1000",
            "--duration",
            "8s",
            "--items",
            Integer.toString(ITEMS),
            "--seed",
            "20261121",
            "--answers",
            file.toString());
    assertThat(output).contains(" to raw.clicks.0 … 9, in which ");
    List<JsonNode> answers = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      answers.add(JSON.readTree(line));
    }
    assertThat(answers).hasSize(ITEMS);
    List<Long> conversions =
        answers.stream().map(answer -> answer.path("conversions").longValue()).toList();
    assertThat(conversions.stream().mapToLong(Long::longValue).sum()).isGreaterThan(800);

    await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(500))
        .ignoreException(StatusRuntimeException.class)
        .untilAsserted(
            () ->
                assertThat(served(system, "shop_items.conversions_24h", answers))
                    .isEqualTo(conversions));

    assertThat(served(system, "shop_items.converting_queries_24h", answers).toString())
        .isEqualTo(answers.stream().map(SpoofIT::queries).toList().toString());
  }

  private static List<@Nullable Object> served(
      RunningSystem system, String feature, List<JsonNode> answers) {
    StringValues.Builder objects = StringValues.newBuilder();
    answers.forEach(answer -> objects.addValues(answer.path("object").textValue()));
    GetFeaturesResponse response =
        system
            .features()
            .withDeadlineAfter(Duration.ofSeconds(30))
            .getFeatures(
                GetFeaturesRequest.newBuilder()
                    .setFeatures(FeatureNames.newBuilder().addNames(feature))
                    .putEntities("object", Column.newBuilder().setStrings(objects).build())
                    .build());
    List<@Nullable Object> values = new ArrayList<>();
    for (int row = 0; row < answers.size(); row++) {
      values.add(PlainValues.served(response.getFeatures(0), row));
    }
    return values;
  }

  private static Map<String, Long> queries(JsonNode answer) {
    Map<String, Long> queries = new LinkedHashMap<>();
    answer
        .path("converting_queries")
        .properties()
        .forEach(entry -> queries.put(entry.getKey(), entry.getValue().longValue()));
    return queries;
  }
}
