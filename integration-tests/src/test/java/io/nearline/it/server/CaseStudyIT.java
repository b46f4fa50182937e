package io.nearline.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import io.nearline.features.action.Action;
import io.nearline.features.action.Attributes;
import io.nearline.it.stack.Stack;
import io.nearline.proto.v1.FeatureNames;
import io.nearline.proto.v1.GetFeaturesRequest;
import io.nearline.proto.v1.GetFeaturesResponse;
import io.nearline.proto.v1.ListActionsRequest;
import io.nearline.proto.v1.ListActionsResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A member applies to jobs: the questions of job recommendation, asked of real Pinot. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CaseStudyIT {
  private static final long MEMBER = 111;
  private static final java.time.Duration BOUND = java.time.Duration.ofMinutes(4);
  private static final long HOUR = 3_600_000;
  private static final long NOW = System.currentTimeMillis();

  private final Stack stack = Stack.shared();
  private final ServerUnderTest server = start();

  private ServerUnderTest start() {
    var directory =
        ServerUnderTest.configuration(
            "case-study",
            Map.of(
                "attributes.yaml",
                """
                attributes:
                  objectAttributes.geo:       {type: string, column: objectGeo}
                  objectAttributes.remote:    {type: bool}
                  objectAttributes.embedding: {type: vector, dimension: 3, column: objectEmbedding}
                entities:
                  actor: {table: case_study_actions, type: int64, retention: 96h}
                """,
                "features/jobs.yaml",
                """
                feature_set: jobs
                version: 1
                entity: actor
                features:
                  - {name: embedding, aggregate: mean, of: objectAttributes.embedding, where: 'verb == "job-apply"', windows: [6h, 24h]}
                  - {name: geos, aggregate: histogram, of: objectAttributes.geo, where: 'verb == "job-apply"', windows: [24h]}
                """));
    ServerUnderTest.createTables(stack, directory);
    return ServerUnderTest.start(directory, stack.pinotBroker());
  }

  @BeforeAll
  void actions() {
    List<Action> actions = new ArrayList<>();
    actions.add(action("e1", "job-apply", 1, "new york", 1f, 2f, 3f));
    actions.add(action("e2", "job-apply", 5, "new york", 3f, 4f, 5f));
    actions.add(action("e3", "job-apply", 7, "o'hare 😀", 11f, 0f, 1f));
    actions.add(action("e4", "job-view", 1, "paris", 100f, 100f, 100f));
    actions.add(action("e5", "job-apply", 25, "rome", 100f, 100f, 100f));
    actions.add(action("e6", Action.HEARTBEAT_VERB, 1, "rome", 9f, 9f, 9f));
    ServerUnderTest.publish(stack, server.catalogue(), "actor", actions);
    stack.pinot().awaitCount("case_study_actions", actions.size(), BOUND);
  }

  private static Action action(
      String eventId, String verb, int hoursAgo, String geo, Float... embedding) {
    return new Action(
        eventId,
        MEMBER,
        null,
        verb,
        null,
        "job:" + eventId,
        Attributes.of(Map.of("geo", geo, "remote", true, "embedding", List.of(embedding))),
        NOW - hoursAgo * HOUR);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private GetFeaturesResponse get(String feature) {
    return server
        .stub()
        .getFeatures(
            GetFeaturesRequest.newBuilder()
                .setFeatures(FeatureNames.newBuilder().addNames(feature))
                .putEntities("actor", ServerUnderTest.actors(List.of(MEMBER)))
                .build());
  }

  @Test
  void meanEmbeddingOfTheJobsAppliedToInTheLastDay() {
    assertThat(get("jobs.embedding_24h").getFeatures(0).getValues().getVectors().getValuesList())
        .containsExactly(5f, 2f, 3f);
  }

  @Test
  void meanEmbeddingOfTheJobsAppliedToInTheLastSixHours() {
    assertThat(get("jobs.embedding_6h").getFeatures(0).getValues().getVectors().getValuesList())
        .containsExactly(2f, 3f, 4f);
  }

  @Test
  void appliesByGeoInTheLastDay() {
    GetFeaturesResponse response = get("jobs.geos_24h");

    var map = response.getFeatures(0).getValues().getMaps();
    assertThat(map.getKeys().getStrings().getValuesList()).containsExactly("new york", "o'hare 😀");
    assertThat(map.getItems().getInt64S().getValuesList()).containsExactly(2L, 1L);
    assertThat(response.hasFreshThrough()).isTrue();
  }

  @Test
  void memberOfNoAction() {
    GetFeaturesResponse response =
        server
            .stub()
            .getFeatures(
                GetFeaturesRequest.newBuilder()
                    .setFeatures(FeatureNames.newBuilder().addNames("jobs.geos_24h"))
                    .putEntities("actor", ServerUnderTest.actors(List.of(Long.MIN_VALUE)))
                    .build());

    assertThat(response.getFeatures(0).getValues().getMaps().getLengthsList()).containsExactly(0);
    assertThat(response.getFeatures(0).getStatusesList()).isEmpty();
  }

  @Test
  void actionsAreListedPageByPageNewestFirstWithTheirVectors() {
    ListActionsRequest.Builder request =
        ListActionsRequest.newBuilder()
            .setActor(MEMBER)
            .setLimit(2)
            .setWindow(Duration.newBuilder().setSeconds(24 * 3600))
            .setWhere("objectAttributes.remote == true");
    List<String> eventIds = new ArrayList<>();
    ListActionsResponse page;
    do {
      page = server.stub().listActions(request.build());
      page.getActionsList().forEach(action -> eventIds.add(action.getEventId()));
      request.setPageToken(page.getNextPageToken());
    } while (!page.getNextPageToken().isEmpty());

    assertThat(eventIds).containsExactly("e4", "e1", "e2", "e3");
  }

  @Test
  void listedActionsHaveTheirAttributes() {
    ListActionsResponse page =
        server
            .stub()
            .listActions(
                ListActionsRequest.newBuilder()
                    .setActor(MEMBER)
                    .addVerbs("job-apply")
                    .setLimit(1)
                    .build());

    var object = page.getActions(0).getObjectAttributes();
    assertThat(object.getFieldsOrThrow("geo").getStringValue()).isEqualTo("new york");
    assertThat(object.getFieldsOrThrow("remote").getBoolValue()).isTrue();
    assertThat(object.getFieldsOrThrow("embedding").getListValue().getValuesList())
        .extracting(value -> value.getNumberValue())
        .containsExactly(1.0, 2.0, 3.0);
    assertThat(page.getActions(0).hasActorAttributes()).isFalse();
  }
}
