package io.nearline.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.nearline.proto.v1.BoolValues;
import io.nearline.proto.v1.Column;
import io.nearline.proto.v1.DoubleValues;
import io.nearline.proto.v1.ExplainFeaturesRequest;
import io.nearline.proto.v1.FeatureNames;
import io.nearline.proto.v1.GetFeaturesRequest;
import io.nearline.proto.v1.GetFeaturesResponse;
import io.nearline.proto.v1.ListActionsRequest;
import io.nearline.proto.v1.MapValues;
import io.nearline.proto.v1.VectorValues;
import io.nearline.server.Samples;
import io.nearline.server.pinot.Answers;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The values that come with a call, as a caller gives them. */
class RequestContextTest {
  private static final String FEATURES =
      """
      feature_set: near
      version: 1
      entity: actor
      features:
        - {name: here, aggregate: count, where: 'objectAttributes.geo == request.geo', windows: [1h]}
        - {name: last, aggregate: last, of: object, where: 'objectAttributes.geo == request.geo', windows: [1h]}
        - {name: dear, aggregate: count, where: 'objectAttributes.price >= request.min', windows: [1h]}
        - {name: stock, aggregate: count, where: 'objectAttributes.stock == request.n', windows: [1h]}
        - {name: remote, aggregate: count, where: 'objectAttributes.remote == request.remote', windows: [1h]}
        - {name: odd, aggregate: count, where: 'objectAttributes.stock == request.geo', windows: [1h]}
      """;

  private final InProcess server = new InProcess(Samples.catalogue(FEATURES));

  @AfterEach
  void stop() {
    server.close();
  }

  private static GetFeaturesRequest.Builder ask(String... names) {
    return GetFeaturesRequest.newBuilder()
        .setFeatures(FeatureNames.newBuilder().addAllNames(List.of(names)))
        .putEntities("actor", InProcess.actors(1L, 2L, 3L));
  }

  private static Column doubles(Double... values) {
    return Column.newBuilder()
        .setDoubles(DoubleValues.newBuilder().addAllValues(Arrays.asList(values)))
        .build();
  }

  private static Column vectors(int dimension, int numbers) {
    VectorValues.Builder vectors = VectorValues.newBuilder().setDimension(dimension);
    for (int i = 0; i < numbers; i++) {
      vectors.addValues(i);
    }
    return Column.newBuilder().setVectors(vectors).build();
  }

  static Stream<Arguments> badRequests() {
    return Stream.of(
        Arguments.of(
            ask("near.here_1h"),
            "request_context.geo: nothing (expected: a string, which near.here_1h reads)"),
        Arguments.of(
            ask("near.stock_1h"),
            "request_context.n: nothing (expected: an int64, which near.stock_1h reads)"),
        Arguments.of(
            ask("near.here_1h").putRequestContext("geo", InProcess.actors(1L)),
            "request_context.geo: int64s (expected: a string, which near.here_1h reads)"),
        Arguments.of(
            ask("near.stock_1h").putRequestContext("n", doubles(1.0)),
            "request_context.n: doubles (expected: an int64, which near.stock_1h reads)"),
        Arguments.of(
            ask("near.here_1h").putRequestContext("geo", vectors(2, 4)),
            "request_context.geo: vectors of dimension 2 (expected: a string, which"
                + " near.here_1h reads)"),
        Arguments.of(
            ask("near.here_1h").putRequestContext("geo", vectors(0, 4)),
            "request_context.geo: vectors of dimension 0 (expected: from 1 to 4096)"),
        Arguments.of(
            ask("near.here_1h").putRequestContext("geo", vectors(3, 4)),
            "request_context.geo: 4 numbers (expected: vectors of dimension 3, all of them whole)"),
        Arguments.of(
            ask("near.here_1h")
                .putRequestContext(
                    "geo", Column.newBuilder().setMaps(MapValues.newBuilder()).build()),
            "request_context.geo: maps (expected: int64s, doubles, bools, strings or vectors)"),
        Arguments.of(
            ask("near.here_1h").putRequestContext("geo", Column.getDefaultInstance()),
            "request_context.geo: no values (expected: int64s, doubles, bools, strings or vectors)"),
        Arguments.of(
            ask("near.here_1h").putRequestContext("geo", InProcess.objects()),
            "request_context.geo: no value (expected: a string, which near.here_1h reads)"),
        Arguments.of(
            ask("near.here_1h").putRequestContext("geo", InProcess.objects("a", "b", "c")),
            "request_context.geo: 3 values (expected: 1 value for the whole call: it decides which"
                + " actions near.here_1h counts)"),
        Arguments.of(
            ask("near.dear_1h").putRequestContext("min", doubles(Double.NaN)),
            "request_context.min: NaN (expected: finite numbers)"),
        Arguments.of(
            ask("near.dear_1h").putRequestContext("min", doubles(Double.NEGATIVE_INFINITY)),
            "request_context.min: -Infinity (expected: finite numbers)"),
        Arguments.of(
            ask("near.dear_1h").putRequestContext("min", InProcess.actors((1L << 53) + 1)),
            "request_context.min: 9007199254740993 (expected: an integer that a double holds"
                + " exactly)"),
        Arguments.of(
            ask("near.dear_1h").putRequestContext("min", InProcess.actors(Long.MAX_VALUE)),
            "request_context.min: 9223372036854775807 (expected: an integer that a double holds"
                + " exactly)"),
        Arguments.of(
            ask("near.here_1h")
                .putRequestContext("geo", InProcess.objects("a"))
                .putRequestContext("gio", InProcess.objects("a")),
            "request_context.gio: a value (expected: none: no feature of the selection reads"
                + " request.gio)"),
        Arguments.of(
            ask("near.here_1h", "near.odd_1h").putRequestContext("geo", InProcess.objects("a")),
            "features.names: near.odd_1h, which reads request.geo as int64 (expected: one type of"
                + " each value: near.here_1h reads request.geo as string)"));
  }

  @ParameterizedTest
  @MethodSource("badRequests")
  void badRequestNamesFieldValueAndExpectation(GetFeaturesRequest.Builder request, String message) {
    StatusRuntimeException refusal =
        catchThrowableOfType(
            StatusRuntimeException.class, () -> server.stub().getFeatures(request.build()));

    assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(refusal.getStatus().getDescription()).isEqualTo(message);
    assertThat(server.broker.statements()).isEmpty();
  }

  private static String explained(InProcess server, GetFeaturesRequest.Builder request) {
    return server
        .stub()
        .explainFeatures(ExplainFeaturesRequest.newBuilder().setRequest(request).build())
        .getStatements(0)
        .getSql();
  }

  @Test
  void explanationShowsTheStatementWithTheValues() {
    assertThat(
            explained(
                server,
                ask("near.here_1h", "near.dear_1h", "near.stock_1h", "near.remote_1h")
                    .putRequestContext("geo", InProcess.objects("o'hare"))
                    .putRequestContext("min", InProcess.actors(-3L))
                    .putRequestContext("n", InProcess.actors(Long.MIN_VALUE))
                    .putRequestContext(
                        "remote",
                        Column.newBuilder()
                            .setBools(BoolValues.newBuilder().addValues(false))
                            .build())))
        .contains("\"objectGeo\" = 'o''hare'")
        .contains("\"objectPrice\" >= -3.0")
        .contains("\"objectStock\" = -9223372036854775808")
        .contains("= 'false'");
  }

  @Test
  void valuesReachTheStatementAndTheEvaluationOfRows() {
    server.broker.answer(
        sql ->
            sql.text().contains("GROUP BY")
                ? Answers.table(List.of("actor", "n"), "[[1, 4.0]]")
                : Answers.table(
                    List.of("actor", "timestamp", "verb", "objectGeo", "eventId", "object"),
                    """
                    [[1, 1767323044000, "v", "oslo", "e1", "o1"],
                     [1, 1767323044001, "v", "rome", "e2", "o2"]]
                    """));

    GetFeaturesResponse response =
        server
            .stub()
            .getFeatures(
                ask("near.here_1h", "near.last_1h")
                    .putEntities("actor", InProcess.actors(1L))
                    .putRequestContext("geo", InProcess.objects("oslo"))
                    .build());

    assertThat(response.getFeatures(0).getValues().getInt64S().getValuesList()).containsExactly(4L);
    assertThat(response.getFeatures(1).getValues().getStrings().getValuesList())
        .containsExactly("o1");
    assertThat(server.broker.statements())
        .allSatisfy(sql -> assertThat(sql.text()).contains("\"objectGeo\" = 'oslo'"));
  }

  @Test
  void listingHasNone() {
    StatusRuntimeException refusal =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () ->
                server
                    .stub()
                    .listActions(
                        ListActionsRequest.newBuilder()
                            .setActor(1)
                            .setWhere("verb == request.verb")
                            .build()));

    assertThat(refusal.getStatus().getDescription())
        .isEqualTo("where: request.verb (expected: a literal: a listing has no request values)");
  }
}
