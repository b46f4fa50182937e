package io.nearline.server.rpc;

import static io.nearline.proto.v1.FeatureStatus.FEATURE_STATUS_DEFAULTED;
import static io.nearline.proto.v1.FeatureStatus.FEATURE_STATUS_ERROR;
import static io.nearline.proto.v1.FeatureStatus.FEATURE_STATUS_NULL_VALUE;
import static io.nearline.proto.v1.FeatureStatus.FEATURE_STATUS_PARTIAL;
import static io.nearline.proto.v1.FeatureStatus.FEATURE_STATUS_PRESENT;
import static io.nearline.proto.v1.FeatureStatus.FEATURE_STATUS_STALE;
import static io.nearline.proto.v1.FeatureStatus.FEATURE_STATUS_TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.nearline.proto.v1.Column;
import io.nearline.proto.v1.DoubleValues;
import io.nearline.proto.v1.ExplainFeaturesRequest;
import io.nearline.proto.v1.ExplainFeaturesResponse;
import io.nearline.proto.v1.ExplainedFeature;
import io.nearline.proto.v1.FeatureColumn;
import io.nearline.proto.v1.FeatureNames;
import io.nearline.proto.v1.GetFeaturesRequest;
import io.nearline.proto.v1.VectorValues;
import io.nearline.server.Samples;
import io.nearline.server.pinot.Answers;
import io.nearline.server.pinot.PinotException;
import io.nearline.server.pinot.PinotException.Kind;
import io.nearline.server.pinot.PinotTable;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Features of features, over a broker that answers by hand. */
class DerivedAnswersTest {
  private static final long NOW = InProcess.NOW.toEpochMilli();
  private static final String DERIVED =
      """
      feature_set: match
      version: 1
      entity: actor
      features:
        - {name: price, aggregate: mean, of: objectAttributes.price, windows: [24h]}
        - {name: taste, aggregate: mean, of: objectAttributes.embedding, windows: [24h]}
        - {name: seen, aggregate: count, windows: [any]}
      derived:
        - {name: double_price, expression: 'price_24h * 2'}
        - {name: safe_price, expression: 'price_24h * 2', default: -1}
        - {name: inverse, expression: '1 / (price_24h - 3)', default: 0}
        - {name: share, expression: 'ratio(items.views_1h, price_24h, -1)'}
        - {name: twice, expression: 'share + double_price'}
        - {name: boosted, expression: 'price_24h * request.boost'}
        - {name: similar, expression: 'cosine(taste_24h, request.job)'}
      """;

  private final InProcess server =
      new InProcess(Samples.catalogue(DERIVED, Samples.FEATURES, Samples.ITEMS));

  @AfterEach
  void stop() {
    server.close();
  }

  private static GetFeaturesRequest.Builder ask(String... names) {
    return GetFeaturesRequest.newBuilder()
        .setFeatures(FeatureNames.newBuilder().addAllNames(List.of(names)))
        .putEntities("actor", InProcess.actors(1L, 2L));
  }

  private static Column doubles(Double... values) {
    return Column.newBuilder()
        .setDoubles(DoubleValues.newBuilder().addAllValues(Arrays.asList(values)))
        .build();
  }

  /** Actor 1 has seen prices of 6 in all, twice; actor 2 none. Item a was viewed 12 times. */
  private static PinotTable answer(String sql) {
    if (sql.contains("\"object\" IN")) {
      return Answers.table(List.of("object", "views"), "[[\"a\", 12]]", NOW - 1001);
    }
    return sql.contains("objectEmbedding")
        ? Answers.table(
            List.of("actor", "timestamp", "verb", "objectEmbedding", "eventId"),
            "[[1, " + NOW + ", \"v\", [3.0, 4.0], \"e\"]]")
        : Answers.table(
            List.of("actor", "sum", "priced", "last"),
            "[[1, 6.0, 2.0, " + (NOW - 5) + ".0]]",
            NOW - 1001);
  }

  private List<FeatureColumn> get(GetFeaturesRequest.Builder request) {
    return server.stub().getFeatures(request.build()).getFeaturesList();
  }

  @Test
  void areComputedFromInputsThatNobodyAskedFor() {
    server.broker.answer(sql -> answer(sql.text()));

    List<FeatureColumn> columns =
        get(
            ask("match.double_price", "match.safe_price", "match.price_24h")
                .setIncludeMetadata(true));

    assertThat(columns)
        .extracting(FeatureColumn::getName)
        .containsExactly("match.double_price", "match.safe_price", "match.price_24h");
    assertThat(columns.get(0).getValues().getDoubles().getValuesList()).containsExactly(6.0, 0.0);
    assertThat(columns.get(0).getStatusesList())
        .containsExactly(FEATURE_STATUS_PRESENT, FEATURE_STATUS_NULL_VALUE);
    assertThat(columns.get(0).getMetadata().getLastActionTimesList())
        .containsExactly(Times.timestamp(NOW - 5), Timestamp.getDefaultInstance());
    assertThat(columns.get(1).getValues().getDoubles().getValuesList()).containsExactly(6.0, -1.0);
    assertThat(columns.get(1).getStatusesList())
        .containsExactly(FEATURE_STATUS_PRESENT, FEATURE_STATUS_DEFAULTED);
    assertThat(server.broker.statements()).hasSize(1);
  }

  @Test
  void aDefaultHasNoLatestActionThoughItsInputsHave() {
    server.broker.answer(sql -> answer(sql.text()));

    FeatureColumn inverse = get(ask("match.inverse").setIncludeMetadata(true)).get(0);

    assertThat(inverse.getStatusesList())
        .containsExactly(FEATURE_STATUS_DEFAULTED, FEATURE_STATUS_DEFAULTED);
    assertThat(inverse.getMetadata().getLastActionTimesList())
        .containsOnly(Timestamp.getDefaultInstance());
  }

  @Test
  void crossEntitiesRowByRow() {
    server.broker.answer(sql -> answer(sql.text()));

    List<FeatureColumn> oneItem =
        get(
            ask("match.share", "match.twice", "items.views_1h")
                .putEntities("object", InProcess.objects("a")));
    List<FeatureColumn> twoItems =
        get(ask("match.share").putEntities("object", InProcess.objects("b", "a")));

    assertThat(oneItem.get(0).getValues().getDoubles().getValuesList()).containsExactly(4.0, -1.0);
    assertThat(oneItem.get(1).getValues().getDoubles().getValuesList()).containsExactly(10.0, 0.0);
    assertThat(oneItem.get(2).getValues().getInt64S().getValuesList()).containsExactly(12L);
    assertThat(twoItems.get(0).getValues().getDoubles().getValuesList()).containsExactly(0.0, -1.0);
  }

  @Test
  void valuesOfTheCallAreOneForAllOrOneForEach() {
    server.broker.answer(sql -> answer(sql.text()));
    Column jobs =
        Column.newBuilder()
            .setVectors(
                VectorValues.newBuilder().setDimension(2).addAllValues(List.of(3f, 4f, 4f, -3f)))
            .build();

    FeatureColumn boosted =
        get(ask("match.boosted").putRequestContext("boost", doubles(0.5))).get(0);
    FeatureColumn similar =
        get(GetFeaturesRequest.newBuilder()
                .setFeatures(FeatureNames.newBuilder().addNames("match.similar"))
                .putEntities("actor", InProcess.actors(1L))
                .putRequestContext("job", jobs))
            .get(0);

    assertThat(boosted.getValues().getDoubles().getValuesList()).containsExactly(1.5, 0.0);
    assertThat(similar.getValues().getDoubles().getValuesList()).containsExactly(1.0, 0.0);
    assertThat(similar.getStatusesList()).isEmpty();
  }

  @Test
  void whatIsWrongWithAnInputIsWrongWithThem() {
    server.broker.end(
        sql ->
            sql.text().contains("\"object\" IN")
                ? CompletableFuture.failedFuture(new PinotException(Kind.TIMEOUT, "late"))
                : CompletableFuture.failedFuture(
                    Answers.partial(List.of("actor", "sum", "priced"), "[[1, 6.0, 2.0]]")));
    List<FeatureColumn> columns =
        get(
            ask("match.share", "match.safe_price")
                .putEntities("object", InProcess.objects("a"))
                .setAllowPartial(true));

    assertThat(columns.get(0).getStatusesList())
        .containsExactly(FEATURE_STATUS_TIMEOUT, FEATURE_STATUS_ERROR);
    assertThat(columns.get(0).getValues().getDoubles().getValuesList()).containsExactly(0.0, 0.0);
    assertThat(columns.get(1).getStatusesList())
        .containsExactly(FEATURE_STATUS_PARTIAL, FEATURE_STATUS_ERROR);
    assertThat(columns.get(1).getValues().getDoubles().getValuesList()).containsExactly(6.0, 0.0);
  }

  @Test
  void overOldDataAreStale() {
    server.broker.answer(sql -> answer(sql.text()));

    FeatureColumn column =
        get(ask("match.safe_price").setMaxStaleness(Duration.newBuilder().setSeconds(1))).get(0);

    assertThat(column.getStatusesList())
        .containsExactly(FEATURE_STATUS_STALE, FEATURE_STATUS_STALE);
    assertThat(column.getValues().getDoubles().getValuesList()).containsExactly(6.0, -1.0);
  }

  @Test
  void areExplainedWithTheirInputs() {
    ExplainFeaturesResponse explained =
        server
            .stub()
            .explainFeatures(
                ExplainFeaturesRequest.newBuilder()
                    .setRequest(
                        ask("match.twice", "match.price_24h")
                            .putEntities("object", InProcess.objects("a")))
                    .build());

    assertThat(explained.getFeaturesList())
        .extracting(ExplainedFeature::getName)
        .containsExactly("match.twice", "match.price_24h");
    assertThat(explained.getFeatures(0).getReason())
        .isEqualTo(
            "derived: share + double_price, in the server, from match.share, match.double_price");
    assertThat(explained.getInputsList())
        .extracting(ExplainedFeature::getName)
        .containsExactly("match.share", "items.views_1h", "match.double_price");
    assertThat(explained.getStatements(explained.getInputs(1).getStatement()).getSql())
        .contains("\"object\" IN ('a')");
  }

  @Test
  void aWindowIsAskedFor() {
    server.broker.answer(sql -> Answers.table(List.of("actor", "count"), "[[2, 7]]"));

    FeatureColumn column = get(ask("match.seen@90m")).get(0);

    assertThat(column.getName()).isEqualTo("match.seen@90m");
    assertThat(column.getValues().getInt64S().getValuesList()).containsExactly(0L, 7L);
    assertThat(server.broker.statements().get(0).text())
        .contains("\"timestamp\" > " + (NOW - 90 * 60_000));
  }

  @Test
  void valuesOfTheCallAreNoMoreRowsThanEntitiesMayBe() {
    Double[] boosts = new Double[InProcess.MOST_ENTITIES + 1];
    Arrays.fill(boosts, 2.0);
    GetFeaturesRequest request =
        ask("match.boosted")
            .putEntities("actor", InProcess.actors(1L))
            .putRequestContext("boost", doubles(boosts))
            .build();

    StatusRuntimeException refusal =
        catchThrowableOfType(
            StatusRuntimeException.class, () -> server.stub().getFeatures(request));

    assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(refusal.getStatus().getDescription())
        .isEqualTo("request_context.boost: 6 values (expected: at most 5 in one call)");
    assertThat(server.broker.statements()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      textBlock =
          """
          match.seen -> features.names[0]: match.seen (expected: a window behind the name, such as match.seen@24h)
          match.seen@0s -> features.names[0]: match.seen@0s (expected: a window > 0)
          match.seen@97h -> features.names[0]: match.seen@97h (expected: a window of at most 96h, the retention of actions)
          match.price@2h -> features.names[0]: match.price@2h (expected: one of match.price_24h: its definition has no window any)
          match.share -> entities.object: nothing (expected: strings, which items.views_1h is about)
          match.boosted -> request_context.boost: nothing (expected: a double, which match.boosted reads)
          """)
  void refuseWhatCannotBeAnswered(String name, String message) {
    StatusRuntimeException refusal =
        catchThrowableOfType(StatusRuntimeException.class, () -> get(ask(name)));

    assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(refusal.getStatus().getDescription()).isEqualTo(message);
  }
}
