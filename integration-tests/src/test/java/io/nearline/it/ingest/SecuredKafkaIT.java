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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka that asks for a password: of ingest's clients, of the launcher's, and of Pinot's. */
final class SecuredKafkaIT {
  private static final Duration VISIBLE = Duration.ofSeconds(90);
  private static final String LOGIN =
      "org.apache.kafka.common.security.plain.PlainLoginModule required username=\""
          + Stack.USER
          + "\" password=\"%s\";";

  @TempDir private Path temporary;

  @Test
  void namesTheSettingWhenThePasswordIsWrong() {
    Stack stack = Stack.shared();
    try (IngestProcess ingest =
        new IngestProcess(stack.kafkaWithPasswords(), temporary, files("refused", "wrong"))) {
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
    Stack stack = Stack.shared();
    String kafka = stack.kafkaWithPasswords();
    Path secrets =
        Files.writeString(temporary.resolve("secrets.properties"), "password=" + Stack.PASSWORD);
    // The password is in a file of its own, which Kafka's clients read.
    Map<String, String> files = files("secured", "${file:" + secrets + ":password}");
    Path clients =
        Files.writeString(
            temporary.resolve("clients.properties"),
            "security.protocol=SASL_PLAINTEXT\nsasl.mechanism=PLAIN\nsasl.jaas.config="
                + LOGIN.formatted(Stack.PASSWORD));
    stack.topics().create("secured.things", 1, Map.of("cleanup.policy", "compact"));

    try (IngestProcess ingest = new IngestProcess(kafka, temporary, files)) {
      ingest.awaitReady();
      record(ingest.address());
      Path lines =
          Files.writeString(
              temporary.resolve("lines.jsonl"),
              "{\"actor\": 2, \"verb\": \"view\", \"object\": \"o\", \"timestamp\": "
                  + System.currentTimeMillis()
                  + "}\n");
      run(
          "replay",
          lines.toString(),
          "--topic",
          "secured.recorded",
          "--kafka",
          kafka,
          "--kafka-properties",
          clients.toString());
      List<String> apply = new ArrayList<>(List.of("tables", "apply"));
      apply.addAll(List.of("--config", temporary.resolve("config").toString()));
      apply.addAll(List.of("--controller", stack.pinotController()));
      apply.addAll(List.of("--kafka", kafka));
      apply.addAll(List.of("--kafka-properties", clients.toString()));
      apply.addAll(List.of("--consumer-factory", stack.kafkaConsumerFactory()));
      apply.addAll(List.of("--stream-config", "security.protocol=SASL_PLAINTEXT"));
      apply.addAll(List.of("--stream-config", "sasl.mechanism=PLAIN"));
      apply.addAll(
          List.of("--stream-config", "sasl.jaas.config=" + LOGIN.formatted(Stack.PASSWORD)));
      run(apply.toArray(String[]::new));

      stack.pinot().awaitCount(actionsOf("secured_actions"), 2, VISIBLE);
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

  private static void run(String... command) {
    Launcher.run(command).requireDone();
  }

  private static Map<String, String> files(String name, String password) {
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
          security.protocol: SASL_PLAINTEXT
          sasl.mechanism: PLAIN
          sasl.jaas.config: 'LOGIN'
          config.providers: file
          config.providers.file.class: org.apache.kafka.common.config.provider.FileConfigProvider
        """
            .replace("NAME", name)
            .replace("LOGIN", LOGIN.formatted(password)));
  }
}
