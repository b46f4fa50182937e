package io.nearline.it.ingest;

import static io.nearline.it.stack.Pinot.actionsOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Value;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.nearline.it.launcher.Launcher;
import io.nearline.it.stack.Stack;
import io.nearline.proto.v1.ActionServiceGrpc;
import io.nearline.proto.v1.RecordActionsRequest;
import io.nearline.proto.v1.RecordOutcome;
import io.nearline.proto.v1.RecordedAction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka that asks for a password: of ingest's clients, of the launcher's, and of Pinot's. */
final class SecuredKafkaIT {
  private static final Duration VISIBLE = Duration.ofMinutes(4);
  private static final String LOGIN =
      "org.apache.kafka.common.security.plain.PlainLoginModule required username=\""
          + Stack.USER
          + "\" password=\"%s\";";

  private static final Map<String, String> PLAIN =
      Map.of("security.protocol", "SASL_PLAINTEXT", "sasl.mechanism", "PLAIN");

  @TempDir private Path temporary;

  @Test
  void namesTheSettingWhenThePasswordIsWrong() {
    Stack stack = Stack.shared();
    try (IngestProcess ingest =
        new IngestProcess(
            stack.kafkaWithPasswords(), temporary, files("refused", "wrong", PLAIN))) {
      assertThat(ingest.awaitExit()).isEqualTo(2);
      assertThat(ingest.output())
          .contains(
              "kafka: Kafka at "
                  + stack.kafkaWithPasswords()
                  + ": Authentication failed: Invalid username or password (expected:"
                  + " security.protocol, sasl.* and ssl.* as these brokers demand)")
          .doesNotContain("\"wrong\"");
    }
  }

  @Test
  void everyClientLogsIn() throws IOException {
    everyClientLogsIn("secured", Stack.shared().kafkaWithPasswords(), PLAIN);
  }

  @Test
  void everyClientLogsInOverTls() throws IOException {
    Map<String, String> settings = new TreeMap<>(PLAIN);
    settings.put("security.protocol", "SASL_SSL");
    settings.put("ssl.truststore.type", "PKCS12");
    settings.put("ssl.truststore.location", Stack.CERTIFICATE.toAbsolutePath().toString());
    settings.put("ssl.truststore.password", Stack.PASSWORD);
    everyClientLogsIn("encrypted", Stack.shared().kafkaOverTls(), settings);
  }

  private void everyClientLogsIn(String name, String kafka, Map<String, String> settings)
      throws IOException {
    Stack stack = Stack.shared();
    Path secrets =
        Files.writeString(temporary.resolve("secrets.properties"), "password=" + Stack.PASSWORD);
    // The password is in a file of its own, which Kafka's clients read.
    Map<String, String> files = files(name, "${file:" + secrets + ":password}", settings);
    Path clients =
        Files.writeString(
            temporary.resolve("clients.properties"),
            lines(settings, "=") + "sasl.jaas.config=" + LOGIN.formatted(Stack.PASSWORD));
    stack.topics().create(name + ".things", 1, Map.of("cleanup.policy", "compact"));

    try (IngestProcess ingest = new IngestProcess(kafka, temporary, files)) {
      ingest.awaitReady();
      record(ingest.address());
      Path line =
          Files.writeString(
              temporary.resolve("lines.jsonl"),
              "{\"actor\": 2, \"verb\": \"view\", \"object\": \"o\", \"timestamp\": "
                  + System.currentTimeMillis()
                  + "}\n");
      String properties = clients.toString();
      run("replay " + line + " --topic " + name + ".recorded --kafka " + kafka, properties);
      List<String> streamConfigs = new ArrayList<>();
      settings.forEach((key, value) -> streamConfigs.add(key + "=" + value));
      streamConfigs.add("sasl.jaas.config=" + LOGIN.formatted(Stack.PASSWORD));
      run(
          "tables apply --config "
              + temporary.resolve("config")
              + " --controller "
              + stack.pinotController()
              + " --consumer-factory "
              + stack.kafkaConsumerFactory()
              + " --kafka "
              + kafka,
          properties,
          streamConfigs.toArray(String[]::new));

      stack.pinot().awaitCount(actionsOf(name + "_actions"), 2, VISIBLE);
    }
  }

  private static void record(String address) {
    ManagedChannel channel = NettyChannelBuilder.forTarget(address).usePlaintext().build();
    try {
      RecordedAction action =
          RecordedAction.newBuilder()
              .setActor(Value.newBuilder().setNumberValue(1))
              .setVerb("view")
              .setObject("o")
              .build();
      assertThat(
              ActionServiceGrpc.newBlockingStub(channel)
                  .recordActions(RecordActionsRequest.newBuilder().addActions(action).build())
                  .getVerdicts(0)
                  .getOutcome())
          .isEqualTo(RecordOutcome.RECORD_OUTCOME_ACCEPTED);
    } finally {
      channel.shutdownNow();
    }
  }

  private static void run(String command, String properties, String... streamConfigs) {
    List<String> words = new ArrayList<>(List.of(command.split(" ", -1)));
    words.addAll(List.of("--kafka-properties", properties));
    for (String setting : streamConfigs) {
      words.addAll(List.of("--stream-config", setting));
    }
    Launcher.run(words.toArray(String[]::new)).requireDone();
  }

  private static Map<String, String> files(
      String name, String password, Map<String, String> settings) {
    return Map.of(
        "attributes.yaml",
        "entities: {actor: {table: NAME_actions, type: int64, retention: 96h}}\n"
            .replace("NAME", name),
        "pipelines.yaml",
        """
        pipelines:
          - name: recorded
            from: [NAME.recorded]
            format: action
            join: [{table: thing, topic: NAME.things, key: event.object}]
        """
            .replace("NAME", name),
        "ingest.yaml",
        """
        application_id: NAME
        dead_letter_topic: NAME-dead
        record: {topic: NAME.recorded}
        kafka:
          sasl.jaas.config: 'LOGIN'
          config.providers: file
          config.providers.file.class: org.apache.kafka.common.config.provider.FileConfigProvider
        SETTINGS
        """
            .replace("NAME", name)
            .replace("LOGIN", LOGIN.formatted(password))
            .replace("SETTINGS", lines(settings, ": ").indent(2)));
  }

  private static String lines(Map<String, String> settings, String between) {
    return settings.entrySet().stream()
        .map(setting -> setting.getKey() + between + setting.getValue() + "\n")
        .collect(Collectors.joining());
  }
}
