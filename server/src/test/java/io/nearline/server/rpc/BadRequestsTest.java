package io.nearline.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.nearline.proto.v1.BoolValues;
import io.nearline.proto.v1.Column;
import io.nearline.proto.v1.FeatureNames;
import io.nearline.proto.v1.GetFeaturesRequest;
import io.nearline.proto.v1.ListActionsRequest;
import io.nearline.server.plan.InvalidRequestException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with a request, in the words that its caller reads. */
class BadRequestsTest {
  private static final long NOW = InProcess.NOW.getEpochSecond();

  private final InProcess server = new InProcess();

  @AfterEach
  void stop() {
    server.close();
  }

  private static GetFeaturesRequest.Builder counts() {
    return GetFeaturesRequest.newBuilder()
        .setFeatureService("counts")
        .putEntities("actor", InProcess.actors(1L));
  }

  private static GetFeaturesRequest.Builder named(String... names) {
    return counts().setFeatures(FeatureNames.newBuilder().addAllNames(List.of(names)));
  }

  private static Timestamp at(long seconds) {
    return Timestamp.newBuilder().setSeconds(seconds).build();
  }

  static Stream<Arguments> badRequests() {
    return Stream.of(
        Arguments.of(
            counts().setFeatureService("rankr"),
            Status.Code.NOT_FOUND,
            "feature_service: \"rankr\" (expected: a service of the catalogue; did you mean"
                + " \"ranker\"?)"),
        Arguments.of(
            counts().setFeatureService("recommendations"),
            Status.Code.NOT_FOUND,
            "feature_service: \"recommendations\" (expected: a service of the catalogue: both,"
                + " counts, ranker)"),
        Arguments.of(
            named("jobs.applies_1h", "jobs.aplies_24h"),
            Status.Code.NOT_FOUND,
            "features.names[1]: \"jobs.aplies_24h\" (expected: a feature of the catalogue; did you"
                + " mean \"jobs.applies_24h\"?)"),
        Arguments.of(named("jobs@2.applies_1h"), Status.Code.NOT_FOUND, "\"jobs@1.applies_1h\"?"),
        Arguments.of(named(), Status.Code.INVALID_ARGUMENT, "features.names: none"),
        Arguments.of(
            named("jobs.applies_1h", "jobs@1.applies_1h"),
            Status.Code.INVALID_ARGUMENT,
            "features.names[1]: jobs@1.applies_1h a second time (expected: each feature once)"),
        Arguments.of(
            named("ä".repeat(1_000_000)),
            Status.Code.NOT_FOUND,
            "features.names[0]: \"" + "ä".repeat(200) + "…\" (expected: a feature"),
        Arguments.of(
            counts().putEntities("k".repeat(1_000_000), InProcess.actors(1L)),
            Status.Code.INVALID_ARGUMENT,
            "k…: unknown (expected: one of the keys actor, object)"),
        Arguments.of(
            counts().putRequestContext("v".repeat(1_000_000), InProcess.actors(1L)),
            Status.Code.INVALID_ARGUMENT,
            "reads request." + "v".repeat(200) + "…)"),
        Arguments.of(
            counts().clearSelection(),
            Status.Code.INVALID_ARGUMENT,
            "selection: none (expected: feature_service or features)"),
        Arguments.of(
            counts().clearEntities(),
            Status.Code.INVALID_ARGUMENT,
            "entities.actor: nothing (expected: int64s, which jobs.applies_1h is about)"),
        Arguments.of(
            counts().clearEntities().putEntities("object", InProcess.objects("x")),
            Status.Code.INVALID_ARGUMENT,
            "entities.actor: nothing (expected: int64s, which jobs.applies_1h is about)"),
        Arguments.of(
            counts().putEntities("actr", InProcess.actors(1L)),
            Status.Code.INVALID_ARGUMENT,
            "entities.actr: unknown (expected: one of the keys actor, object; did you mean actor?)"),
        Arguments.of(
            counts().putEntities("actor", InProcess.objects("1")),
            Status.Code.INVALID_ARGUMENT,
            "entities.actor: strings (expected: int64s)"),
        Arguments.of(
            counts()
                .putEntities(
                    "actor", Column.newBuilder().setBools(BoolValues.newBuilder()).build()),
            Status.Code.INVALID_ARGUMENT,
            "entities.actor: bools (expected: int64s or strings, whichever the key is)"),
        Arguments.of(
            counts().putEntities("actor", Column.getDefaultInstance()),
            Status.Code.INVALID_ARGUMENT,
            "entities.actor: no values"),
        Arguments.of(
            counts().putEntities("actor", InProcess.actors()),
            Status.Code.INVALID_ARGUMENT,
            "entities.actor: no value (expected: at least one)"),
        Arguments.of(
            counts()
                .putEntities("actor", InProcess.actors(1L, 2L, 3L))
                .putEntities("object", InProcess.objects("a", "b")),
            Status.Code.INVALID_ARGUMENT,
            "entities.object: 2 values (expected: 1 value or 3, as many as entities.actor has)"),
        Arguments.of(
            counts().putEntities("actor", InProcess.actors(1L, 2L, 3L, 4L, 5L, 6L)),
            Status.Code.INVALID_ARGUMENT,
            "entities.actor: 6 entities (expected: at most 5 in one call)"),
        Arguments.of(
            counts()
                .putRequestContext("query", InProcess.objects("linen"))
                .putRequestContext("hour", InProcess.actors(3L)),
            Status.Code.INVALID_ARGUMENT,
            "request_context.hour: a value (expected: none: no feature of the selection reads"
                + " request.hour)"),
        Arguments.of(
            counts().setAsOf(at(NOW + 62)),
            Status.Code.INVALID_ARGUMENT,
            "as_of: 2026-01-02T03:05:07Z (expected: at most one minute after now"),
        Arguments.of(
            counts().setAsOf(at(NOW - 72 * 3600 - 1)),
            Status.Code.INVALID_ARGUMENT,
            "as_of: 2025-12-30T03:04:04Z (expected: 2025-12-30T03:04:05.678Z or later: table"
                + " actions keeps 96h, and jobs.applies_24h looks back 24h)"),
        Arguments.of(
            counts().setAsOf(Timestamp.newBuilder().setSeconds(Long.MAX_VALUE)),
            Status.Code.INVALID_ARGUMENT,
            "as_of: 9223372036854775807 s"),
        Arguments.of(
            counts().setMaxStaleness(Duration.newBuilder().setSeconds(-1)),
            Status.Code.INVALID_ARGUMENT,
            "max_staleness: -1 s and 0 ns (expected: a duration from 0"));
  }

  @ParameterizedTest
  @MethodSource("badRequests")
  void callersFaults(GetFeaturesRequest.Builder request, Status.Code code, String message) {
    StatusRuntimeException failure =
        catchThrowableOfType(
            StatusRuntimeException.class, () -> server.stub().getFeatures(request.build()));

    assertThat(failure.getStatus().getCode()).isEqualTo(code);
    assertThat(failure.getStatus().getDescription()).contains(message);
    assertThat(server.broker.statements()).isEmpty();
  }

  static Stream<Arguments> badListings() {
    ListActionsRequest.Builder request = ListActionsRequest.newBuilder().setActor(1);
    return Stream.of(
        Arguments.of(
            request.clone().setLimit(1001), "limit: 1001 (expected: from 1 to 1000, or 0 for 100)"),
        Arguments.of(request.clone().setLimit(-1), "limit: -1"),
        Arguments.of(request.clone().setWhere("verb = 3"), "where: "),
        Arguments.of(request.clone().setWhere("objectAttributes.go == \"x\""), "where: "),
        Arguments.of(
            request.clone().setWindow(Duration.getDefaultInstance()),
            "window: 0ms (expected: at least 1ms)"),
        Arguments.of(
            request.clone().setWindow(Duration.newBuilder().setNanos(999_999)),
            "window: 0ms (expected: at least 1ms)"),
        Arguments.of(
            request.clone().setWindow(Duration.newBuilder().setSeconds(96 * 3600 + 1)),
            "window: 345601s (expected: at most 96h, the retention of table actions)"),
        Arguments.of(
            request.clone().setAsOf(at(NOW - 96 * 3600 - 1)),
            "as_of: 2025-12-29T03:04:04Z (expected: 2025-12-29T03:04:05.678Z or later: table"
                + " actions keeps 96h)"),
        Arguments.of(
            request
                .clone()
                .setAsOf(at(NOW - 96 * 3600 + 60))
                .setWindow(Duration.newBuilder().setSeconds(90)),
            "as_of: 2025-12-29T03:05:05Z (expected: 2025-12-29T03:05:35.678Z or later: table"
                + " actions keeps 96h, and the window is 90s)"),
        Arguments.of(
            request.clone().setWindow(Duration.newBuilder().setSeconds(97 * 3600)),
            "window: 97h (expected: at most 96h, the retention of table actions)"),
        Arguments.of(request.clone().setAsOf(at(NOW + 62)), "as_of: "),
        Arguments.of(
            request.clone().setWhere("objectAttributes." + "e".repeat(10_000) + " == 1"),
            "where: "),
        Arguments.of(request.clone().setPageToken("@".repeat(1_000_000)), "page_token: \"@@"),
        Arguments.of(request.clone().setPageToken("@"), "page_token: \"@\""),
        Arguments.of(request.clone().setPageToken("AAAA"), "page_token: \"AAAA\""));
  }

  @ParameterizedTest
  @MethodSource("badListings")
  void callersFaultsInListings(ListActionsRequest.Builder request, String message) {
    StatusRuntimeException failure =
        catchThrowableOfType(
            StatusRuntimeException.class, () -> server.stub().listActions(request.build()));

    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(failure.getStatus().getDescription()).contains(message);
    assertThat(server.broker.statements()).isEmpty();
  }

  /** gRPC takes at most 8 KB of trailers, and a character there is up to nine bytes. */
  @ParameterizedTest
  @MethodSource("badRequests")
  void descriptionFitsTheTrailers(GetFeaturesRequest.Builder request) {
    StatusRuntimeException failure =
        catchThrowableOfType(
            StatusRuntimeException.class, () -> server.stub().getFeatures(request.build()));

    assertThat(failure.getStatus().getDescription()).hasSizeLessThan(850);
  }

  @Test
  void longExpectationIsCutToo() {
    StatusException failure =
        StatusMapping.map(new InvalidRequestException("where", "x", "y".repeat(10_000)));

    assertThat(failure.getStatus().getDescription()).hasSize(801).endsWith("y…");
  }
}
