package io.nearline.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.nearline.features.definition.Catalogue;
import io.nearline.features.definition.CatalogueLoader;
import io.nearline.proto.v1.Action;
import io.nearline.proto.v1.ListActionsRequest;
import io.nearline.proto.v1.ListActionsResponse;
import io.nearline.server.Samples;
import io.nearline.server.pinot.Answers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Listings over a broker that answers by hand. */
class ListActionsTest {
  private static final long NOW = InProcess.NOW.toEpochMilli();
  private static final List<String> COLUMNS =
      List.of(
          "eventId",
          "actor",
          "verb",
          "object",
          "timestamp",
          "actorAttributes",
          "verbAttributes",
          "objectAttributes",
          "objectEmbedding");

  private final InProcess server = new InProcess();

  @AfterEach
  void stop() {
    server.close();
  }

  private static String row(String eventId, String objectAttributes, String embedding) {
    return String.format(
        "[\"%s\", 1, \"v\", \"o\", %d, \"{}\", \"{}\", \"%s\", %s]",
        eventId, NOW - 5, objectAttributes.replace("\"", "\\\""), embedding);
  }

  @Test
  void attributesComeBackAsTheyWereRecorded() {
    server.broker.answer(
        sql ->
            Answers.table(
                COLUMNS,
                "["
                    + row(
                        "e1",
                        "{\"remote\":\"true\",\"other\":\"true\",\"n\":9007199254740993,\"d\":1.5}",
                        "[0.1, 2.0]")
                    + ","
                    + row("e2", "{}", "[\"-Infinity\"]")
                    + ","
                    + row("e3", "{\"remote\":\"maybe\"}", "[]")
                    + "]"));

    List<Action> actions =
        server.stub().listActions(ListActionsRequest.getDefaultInstance()).getActionsList();

    var attributes = actions.get(0).getObjectAttributes();
    assertThat(attributes.getFieldsOrThrow("remote").getBoolValue()).isTrue();
    assertThat(attributes.getFieldsOrThrow("other").getStringValue()).isEqualTo("true");
    assertThat(attributes.getFieldsOrThrow("n").getStringValue()).isEqualTo("9007199254740993");
    assertThat(attributes.getFieldsOrThrow("d").getNumberValue()).isEqualTo(1.5);
    assertThat(attributes.getFieldsOrThrow("embedding").getListValue().getValuesList())
        .extracting(value -> value.getNumberValue())
        .containsExactly(0.1, 2.0);
    assertThat(actions.get(1).hasObjectAttributes()).isFalse();
    assertThat(actions.get(2).getObjectAttributes().getFieldsOrThrow("remote").getStringValue())
        .isEqualTo("maybe");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[0.1]", "[0.1, 2.0, 3.0]"})
  void vectorOfAnotherDimensionIsNotListed(String vector) {
    server.broker.answer(sql -> Answers.table(COLUMNS, "[" + row("e1", "{}", vector) + "]"));

    StatusRuntimeException failure =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () -> server.stub().listActions(ListActionsRequest.getDefaultInstance()));

    assertThat(failure)
        .hasMessageContaining(
            "objectAttributes.embedding: a vector of dimension "
                + vector.split(",").length
                + " in Pinot (expected: dimension 2, as declared)");
  }

  @Test
  void tokenGoesOnWhereThePageEndedAtTheSameInstant() {
    server.broker.answer(
        sql ->
            Answers.table(
                COLUMNS, "[" + row("it's", "{}", "[]") + "," + row("e0", "{}", "[]") + "]"));
    ListActionsRequest.Builder request =
        ListActionsRequest.newBuilder().setActor(1).setLimit(1).addVerbs("v");

    ListActionsResponse first = server.stub().listActions(request.build());
    server.stub().listActions(request.setPageToken(first.getNextPageToken()).build());

    assertThat(first.getActionsCount()).isEqualTo(1);
    assertThat(server.broker.statements().get(0).text()).endsWith("LIMIT 2");
    assertThat(server.broker.statements().get(1).text())
        .contains("\"timestamp\" <= " + NOW)
        .contains(
            String.format(
                "AND (\"timestamp\" < %d OR (\"timestamp\" = %d AND \"eventId\" < 'it''s'))",
                NOW - 5, NOW - 5))
        .contains("\"verb\" IN ('v')")
        .contains("ORDER BY \"timestamp\" DESC, \"eventId\" DESC");
  }

  @Test
  void catalogueWithoutActorsHasNoActionsToList() {
    Catalogue catalogue =
        CatalogueLoader.load(
            Map.of(
                "attributes.yaml",
                Samples.ATTRIBUTES.replaceFirst("  actor:  .*\n", ""),
                "features/items.yaml",
                Samples.ITEMS));
    try (InProcess withoutActors = new InProcess(catalogue)) {
      StatusRuntimeException failure =
          catchThrowableOfType(
              StatusRuntimeException.class,
              () -> withoutActors.stub().listActions(ListActionsRequest.getDefaultInstance()));

      assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
      assertThat(failure.getStatus().getDescription())
          .isEqualTo("the catalogue: no entity actor (expected: one, whose table has the actions)");
    }
  }

  @Test
  void lastPageHasNoToken() {
    server.broker.answer(sql -> Answers.table(COLUMNS, "[" + row("e1", "{}", "[]") + "]"));

    assertThat(
            server
                .stub()
                .listActions(ListActionsRequest.newBuilder().setLimit(1).build())
                .getNextPageToken())
        .isEmpty();
  }

  @Test
  void tokenOfAnotherListingIsRefused() {
    server.broker.answer(
        sql ->
            Answers.table(
                COLUMNS, "[" + row("e1", "{}", "[]") + "," + row("e0", "{}", "[]") + "]"));
    String token =
        server
            .stub()
            .listActions(ListActionsRequest.newBuilder().setActor(1).setLimit(1).build())
            .getNextPageToken();

    StatusRuntimeException failure =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () ->
                server
                    .stub()
                    .listActions(
                        ListActionsRequest.newBuilder().setActor(2).setPageToken(token).build()));

    assertThat(failure).hasMessageContaining("page_token: of another listing");
  }
}
