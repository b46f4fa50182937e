package io.nearline.it.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.StatusRuntimeException;
import io.nearline.features.action.Action;
import io.nearline.it.stack.Stack;
import io.nearline.proto.v1.FeatureServiceGrpc.FeatureServiceBlockingStub;
import io.nearline.proto.v1.GetFeaturesRequest;
import io.nearline.proto.v1.GetFeaturesResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Definitions that change while the server answers. */
class ReloadIT {
  private static final Duration SOON = Duration.ofMinutes(4);
  private static final String ATTRIBUTES =
      "entities: {actor: {table: reload_actions, type: int64, retention: 96h}}\n";
  private static final String FIRST =
      """
      feature_set: jobs
      version: 1
      entity: actor
      features:
        - {name: views, aggregate: count, where: 'verb == "view"', windows: [1h]}
      services: {ranker: ['jobs@1.views_1h']}
      """;
  private static final String SECOND =
      """
      feature_set: jobs
      version: 2
      entity: actor
      features:
        - {name: views, aggregate: count, windows: [1h]}
      services: {next: ['jobs@2.*']}
      """;

  @TempDir private Path directory;

  @Test
  void changedFilesAreServedAndCallsNeverFail() throws Exception {
    Stack stack = Stack.shared();
    Path file = directory.resolve("features/jobs.yaml");
    Path other = directory.resolve("features/jobs_2.yaml");
    Path settings = directory.resolve("server.yaml");
    Files.createDirectory(directory.resolve("features"));
    Files.writeString(directory.resolve("attributes.yaml"), ATTRIBUTES);
    Files.writeString(file, FIRST);
    ServerUnderTest.createTables(stack, directory);
    ServerUnderTest.publish(
        stack,
        ServerUnderTest.catalogue(directory),
        "actor",
        List.of(action("view"), action("buy")));
    try (ServerUnderTest server = ServerUnderTest.start(directory, stack.pinotBroker())) {
      await().atMost(SOON).until(() -> value(server, "jobs.views_1h") == 1);
      GetFeaturesResponse before = ranker(server.stub());
      try (Calls calls = new Calls(server, before.getDefinitionVersion())) {

        // A new feature, written in place.
        Files.writeString(file, FIRST.replace("[1h]", "[1h, 2h]"));
        await().atMost(SOON).until(() -> answers(server, "jobs.views_2h"));
        assertThat(value(server, "jobs.views_2h")).isEqualTo(1);

        // Another version beside it, by a rename.
        replace(other, SECOND);
        await().atMost(SOON).until(() -> answers(server, "jobs@2.views_1h"));
        assertThat(value(server, "jobs@2.views_1h")).isEqualTo(2);
        assertThat(value(server, "jobs@1.views_1h")).isEqualTo(1);

        // Files that can't be used leave what is served.
        replace(other, SECOND.replace("count", "cuont"));
        awaitLog(server, "features/jobs_2.yaml:5: features[0].aggregate: cuont (expected: one of");
        replace(other, SECOND.replace("[1h]", "[1h]\n    x: y}"));
        awaitLog(server, "features/jobs_2.yaml:6: ");
        assertThat(value(server, "jobs@2.views_1h")).isEqualTo(2);
        assertThat(metrics(server))
            .contains("nearline_catalogue_last_reload_successful 0.0")
            .contains("nearline_catalogue_reloads_total{outcome=\"invalid\"} 2.0");

        // So does a definition that changed under its version.
        replace(other, SECOND);
        replace(file, FIRST.replace("\"view\"", "\"buy\""));
        awaitLog(
            server, "features/jobs.yaml:5: features[0].windows[0]: jobs@1.views_1h with hash ");

        // And columns that Pinot lacks.
        replace(file, FIRST);
        replace(
            directory.resolve("attributes.yaml"),
            "attributes: {objectAttributes.geo: {type: string, column: objectGeo}}\n" + ATTRIBUTES);
        awaitLog(server, "run ./nearline tables apply first");
        ServerUnderTest.applyTables(stack, directory);
        await().atMost(SOON).until(() -> metrics(server).contains("_reload_successful 1.0"));
        assertThat(value(server, "jobs@2.views_1h")).isEqualTo(2);

        // SIGHUP has the directory read at once; server.yaml counts at the start only.
        Files.writeString(settings, "limits: {entities: 1}\n");
        hangUp(server);
        awaitLog(server, "told to reload");
        awaitLog(server, "server.yaml changed: it takes effect at the next start");
        calls.assertNoneFailed();
      }
      assertThat(ranker(server.stub()).getDefinitionVersion())
          .isEqualTo(before.getDefinitionVersion());
    }
  }

  /** A stream of concurrent calls, of a service that keeps its definition all along. */
  private static final class Calls implements AutoCloseable {
    private static final int THREADS = 4;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicLong answered = new AtomicLong();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    Calls(ServerUnderTest server, String version) {
      IntStream.range(0, THREADS)
          .forEach(
              i ->
                  threads.execute(
                      () -> {
                        while (!stopped.get()) {
                          call(server, version);
                        }
                      }));
    }

    private void call(ServerUnderTest server, String version) {
      try {
        GetFeaturesResponse response = ranker(server.stub());
        if (!response.getDefinitionVersion().equals(version)
            || response.getFeatures(0).getValues().getInt64S().getValues(0) != 1) {
          failures.add(response.toString());
        }
        answered.incrementAndGet();
      } catch (StatusRuntimeException e) {
        failures.add(e.toString());
      }
    }

    void assertNoneFailed() {
      System.out.println(answered + " calls during reloads");
      assertThat(answered).hasValueGreaterThan(100);
      assertThat(failures).isEmpty();
    }

    @Override
    public void close() {
      stopped.set(true);
      threads.shutdown();
      await().atMost(SOON).until(threads::isTerminated);
    }
  }

  private static Action action(String verb) {
    return new Action(
        "reload:" + verb, 1, null, verb, null, "job:1", null, Instant.now().toEpochMilli());
  }

  private static GetFeaturesResponse ranker(FeatureServiceBlockingStub stub) {
    return stub.getFeatures(
        GetFeaturesRequest.newBuilder()
            .setFeatureService("ranker")
            .putEntities("actor", ServerUnderTest.actors(List.of(1L)))
            .build());
  }

  private static long value(ServerUnderTest server, String feature) {
    return server
        .stub()
        .getFeatures(request(feature))
        .getFeatures(0)
        .getValues()
        .getInt64S()
        .getValues(0);
  }

  private static boolean answers(ServerUnderTest server, String feature) {
    try {
      return server.stub().getFeatures(request(feature)).getFeaturesCount() == 1;
    } catch (StatusRuntimeException unknown) {
      return false;
    }
  }

  private static GetFeaturesRequest request(String feature) {
    GetFeaturesRequest.Builder request =
        GetFeaturesRequest.newBuilder().putEntities("actor", ServerUnderTest.actors(List.of(1L)));
    request.getFeaturesBuilder().addNames(feature);
    return request.build();
  }

  private static void replace(Path file, String text) throws IOException {
    Path beside = file.resolveSibling("." + file.getFileName() + ".new");
    Files.writeString(beside, text);
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String log(ServerUnderTest server) throws IOException {
    return Files.readString(server.directory().resolve("server.log"));
  }

  private static void awaitLog(ServerUnderTest server, String text) {
    await(text).atMost(SOON).until(() -> log(server).contains(text));
  }

  private static String metrics(ServerUnderTest server) throws IOException, InterruptedException {
    String address = log(server).replaceFirst("(?s).*metrics=(\\S+).*", "$1");
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://" + address + "/metrics")).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private static void hangUp(ServerUnderTest server) throws IOException, InterruptedException {
    Process kill =
        new ProcessBuilder("kill", "-HUP", String.valueOf(server.pid())).inheritIO().start();
    assertThat(kill.waitFor()).isZero();
  }
}
