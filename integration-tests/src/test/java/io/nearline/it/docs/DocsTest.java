package io.nearline.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.nearline.bench.BenchCommand;
import io.nearline.cli.Nearline;
import io.nearline.features.action.ActionJson;
import io.nearline.features.attribute.GenerationFile;
import io.nearline.features.definition.CatalogueLoader;
import io.nearline.features.problem.Problems;
import io.nearline.ingest.configuration.IngestDefinition;
import io.nearline.process.ConfigurationFiles;
import io.nearline.proto.v1.ExplainFeaturesRequest;
import io.nearline.proto.v1.GetFeaturesRequest;
import io.nearline.proto.v1.ListActionsRequest;
import io.nearline.proto.v1.RecordActionsRequest;
import io.nearline.proto.v1.RecordActionsResponse;
import io.nearline.server.config.Overrides;
import io.nearline.server.config.ServerFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every YAML and JSON block and every command of the documents is what the program understands. The
 * examples of the feature language's reference are executed by the server's tests instead.
 */
final class DocsTest {
  private static final String EXECUTED_ELSEWHERE = "docs/feature-language.md";
  private static final Path SAMPLE = Path.of("..", "deploy", "config");
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
  private static final Map<String, Message.Builder> REQUESTS =
      Map.of(
          "GetFeatures", GetFeaturesRequest.newBuilder(),
          "ListActions", ListActionsRequest.newBuilder(),
          "ExplainFeatures", ExplainFeaturesRequest.newBuilder(),
          "RecordActions", RecordActionsRequest.newBuilder());

  static Stream<CodeBlock> yaml() {
    return blocks("yaml").filter(block -> !block.file().equals(EXECUTED_ELSEWHERE));
  }

  static Stream<CodeBlock> json() {
    return blocks("json").filter(block -> !block.file().equals(EXECUTED_ELSEWHERE));
  }

  static Stream<CodeBlock> responses() {
    return blocks("text").filter(block -> block.text().startsWith("{\"verdicts\":"));
  }

  static Stream<CodeBlock> shell() {
    return blocks("sh");
  }

  @Test
  void everyBlockHasALanguageThatIsChecked() {
    assertThat(CodeBlock.all())
        .filteredOn(
            block -> !List.of("yaml", "json", "sh", "text", "sql", "").contains(block.language()))
        .isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("yaml")
  void isConfiguration(CodeBlock block) {
    SortedMap<String, String> files = new TreeMap<>(ConfigurationFiles.read(SAMPLE));
    String root =
        block.text().lines().filter(line -> line.matches("\\w.*")).findFirst().orElseThrow();
    switch (root.substring(0, root.indexOf(':'))) {
      case "attributes", "entities" ->
          CatalogueLoader.load(Map.of("attributes.yaml", block.text()));
      case "feature_set" -> {
        files.put("features/block.yaml", block.text());
        CatalogueLoader.load(files);
      }
      case "pipelines" -> {
        files.put("pipelines.yaml", block.text());
        IngestDefinition.load(files);
      }
      case "generation" -> {
        Problems problems = new Problems();
        GenerationFile.read(Map.of(GenerationFile.NAME, block.text()), problems);
        problems.throwIfAny();
      }
      case "grpc", "metrics", "pinot", "limits", "deadlines" -> {
        Problems problems = new Problems();
        ServerFile.read(Optional.of(block.text()), Overrides.NONE, problems);
        problems.throwIfAny();
      }
      default -> {
        files.put("ingest.yaml", block.text());
        IngestDefinition.load(files);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("json")
  void isAnAction(CodeBlock block) {
    assertThat(ActionJson.read(block.text().getBytes(StandardCharsets.UTF_8)).verb()).isNotEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shell")
  void isUnderstood(CodeBlock block) throws Exception {
    for (String command : block.commands()) {
      List<String> words = words(command);
      if (words.get(0).equals("./nearline")) {
        understand(words.subList(1, words.size()));
      } else if (words.contains("-d") && command.contains("nearline.v1.")) {
        String method = command.replaceFirst(".*nearline\\.v1\\.\\w+/(\\w+).*", "$1");
        Message.Builder request = REQUESTS.get(method);
        Objects.requireNonNull(request, method);
        JsonFormat.parser().merge(words.get(words.indexOf("-d") + 1), request.clone());
      }
    }
  }

  /**
   * A server in Java reflects its messages without JSON names, so grpcurl prints fields by their
   * names in the .proto files.
   */
  @ParameterizedTest(name = "{0}")
  @MethodSource("responses")
  void isWhatGrpcurlPrints(CodeBlock block) throws Exception {
    RecordActionsResponse.Builder response = RecordActionsResponse.newBuilder();
    assertThat(response.getDescriptorForType().toProto().getFieldList())
        .noneMatch(field -> field.hasJsonName());
    JsonFormat.parser().merge(block.text(), response);
    String printed = JsonFormat.printer().preservingProtoFieldNames().print(response);

    JsonMapper json = JsonMapper.builder().build();
    assertThat(json.readTree(block.text())).isEqualTo(json.readTree(printed));
  }

  private static void understand(List<String> words) {
    switch (words.get(0)) {
      case "ingest" ->
          io.nearline.ingest.CommandLine.parse(
              words.subList(1, words.size()).toArray(String[]::new));
      case "server" -> io.nearline.server.CommandLine.parse(words.subList(1, words.size()));
      default ->
          Nearline.commandLine(List.of(new BenchCommand())).parseArgs(words.toArray(String[]::new));
    }
  }

  private static List<String> words(String command) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(command);
    while (matcher.find()) {
      words.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
    }
    return words;
  }

  private static Stream<CodeBlock> blocks(String language) {
    return CodeBlock.all().stream().filter(block -> block.language().equals(language));
  }
}
