package io.nearline.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.nearline.features.attribute.AttributeRoot;
import io.nearline.features.problem.Problem;
import io.nearline.features.problem.Problems;
import io.nearline.features.yaml.StrictYaml;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelinesFileTest {
  private static final Set<String> WRITTEN = Set.of("actions", "dead-letters");
  private static final String JOBS =
      """
      pipelines:
        - name: jobs
          from: [raw.jobs]
          format: json
          event_id: 'event.id'
          filter: '!has(event.bot) || !event.bot'
          join:
            - {table: job, topic: attributes.jobs, key: 'string(event.job_id)', on_miss: drop}
            - {table: company, topic: attributes.companies, key: 'job.company'}
          action:
            actor: 'event.member_id'
            verb: '"job-" + event.type'
            object: '"job:" + string(event.job_id)'
            timestamp: 'event.ts'
            verbAttributes: '{"device": event.device}'
            objectAttributes: 'job'
      """;

  @Test
  void readsAPipelineWithJoins() {
    Pipeline pipeline = valid(JOBS).get(0);

    assertThat(pipeline.name()).isEqualTo("jobs");
    assertThat(pipeline.from()).containsExactly("raw.jobs");
    assertThat(pipeline.format()).isEqualTo(EventFormat.JSON);
    assertThat(pipeline.keyedByActor()).isFalse();
    assertThat(pipeline.joins())
        .extracting(Join::table, Join::topic, Join::onMiss)
        .containsExactly(
            tuple("job", "attributes.jobs", MissPolicy.DROP),
            tuple("company", "attributes.companies", MissPolicy.NULL_ATTRIBUTES));
    assertThat(pipeline.projection().attributes())
        .containsOnlyKeys(AttributeRoot.VERB, AttributeRoot.OBJECT);
  }

  @Test
  void passesActionsThroughWithoutProjection() throws Exception {
    Pipeline pipeline =
        valid("pipelines: [{name: actions, from: [raw.actions], format: action, keyed_by: actor}]")
            .get(0);

    assertThat(pipeline.keyedByActor()).isTrue();
    Map<String, Object> variables =
        Map.of("event", Map.of("verb", "buy", "actorAttributes", Map.of("age", 4L)));
    assertThat(pipeline.projection().verb().evaluate(variables)).isEqualTo("buy");
    assertThat(pipeline.projection().attributes().get(AttributeRoot.ACTOR))
        .satisfies(e -> assertThat(e.evaluate(variables)).isEqualTo(Map.of("age", 4L)));
    assertThat(pipeline.projection().attributes().get(AttributeRoot.OBJECT))
        .satisfies(e -> assertThat(e.evaluate(variables)).isNull());
    assertThat(pipeline.eventId().orElseThrow().evaluate(variables)).isNull();
  }

  @Test
  void reportsAllProblemsAtOnceWithTheirPlaces() {
    List<Problem> problems =
        problems(
            """
            pipelines:
              - name: Jobs
                from: []
                format: xml
                keyed_by: object
                filtre: 'true'
                filter: 'evnt.bot'
                join:
                  - {table: event, topic: 'a b', key: 'event.x', on_miss: explode}
                action:
                  actor: 'event.member_id'
                  verb: '1'
                  object: '"job:" + string(event.'
                  timestamp: '"now"'
                  objectAttributes: '[1]'
            """);

    assertThat(problems.stream().map(Problem::toString))
        .hasSize(13)
        .contains(
            "pipelines.yaml:2: pipelines[0].name: Jobs"
                + " (expected: a lower-case letter, then letters, digits, _ and -)",
            "pipelines.yaml:3: pipelines[0].from: no topics (expected: at least one topic)",
            "pipelines.yaml:4: pipelines[0].format: xml"
                + " (expected: one of json, action, key_value)",
            "pipelines.yaml:5: pipelines[0].keyed_by: object"
                + " (expected: actor, or no keyed_by at all)",
            "pipelines.yaml:7: pipelines[0].filter: evnt.bot (expected: a bool over event only;"
                + " undeclared reference to 'evnt' at column 1)",
            "pipelines.yaml:9: pipelines[0].join[0].on_miss: explode"
                + " (expected: null_attributes, drop or dead_letter)",
            "pipelines.yaml:12: pipelines[0].action.verb: 1"
                + " (expected: a string over event only; this is of type int)",
            "pipelines.yaml:15: pipelines[0].action.objectAttributes: [1]"
                + " (expected: a map or null over event only; this is of type list)")
        .anyMatch(text -> text.startsWith("pipelines.yaml:6: pipelines[0].filtre: filtre"))
        .anyMatch(text -> text.startsWith("pipelines.yaml:13: pipelines[0].action.object: "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "event_id: 'event.id' ~ event_id: 'job.id'",
        "filter: '!has(event.bot) || !event.bot' ~ filter: 'job.open'",
        "actor: 'event.member_id' ~ actor: 'job.owner'",
        "timestamp: 'event.ts' ~ timestamp: 'job.ts'",
        "key: 'string(event.job_id)' ~ key: 'company.job'"
      })
  void keepsJoinsOutOfWhatIsEvaluatedBeforeThem(String from, String to) {
    assertThat(problems(JOBS.replace(from, to)))
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.expectation())
                    .contains("over event only; undeclared reference to"));
  }

  @Test
  void refusesEqualNamesAndTopicsThatAreSourceAndTable() {
    String text =
        JOBS
            + """
              - {name: jobs, from: [attributes.jobs], format: action}
            """;

    assertThat(problems(text).stream().map(Problem::toString))
        .containsExactly(
            "pipelines.yaml:8: pipelines[0].join[0].topic: attributes.jobs"
                + " (expected: a topic that no pipeline has in from)",
            "pipelines.yaml:17: pipelines[1].name: jobs"
                + " (expected: a name of its own; line 2 has this one)");
  }

  @Test
  void refusesToReadWhatIngestWrites() {
    String text =
        """
        pipelines:
          - name: loop
            from: [actions]
            format: action
            join: [{table: dead, topic: dead-letters, key: event.id}]
        """;

    assertThat(problems(text).stream().map(Problem::toString))
        .containsExactly(
            "pipelines.yaml:3: pipelines[0].from[0]: actions"
                + " (expected: a topic that ingest doesn't write)",
            "pipelines.yaml:5: pipelines[0].join[0].topic: dead-letters"
                + " (expected: a topic that ingest doesn't write)");
  }

  @Test
  void checksTheTypesOfKeyValueEvents() {
    String text =
        """
        pipelines:
          - name: shop
            from: [raw.shop]
            format: key_value
            action: {actor: event.user, verb: '"view"', object: event.item, timestamp: 'int(event.ms)'}
        """;

    assertThat(problems(text).stream().map(Problem::toString))
        .containsExactly(
            "pipelines.yaml:5: pipelines[0].action.actor: event.user"
                + " (expected: an int over event only; this is of type string)");
  }

  private static List<Pipeline> valid(String text) {
    Problems problems = new Problems();
    List<Pipeline> pipelines =
        PipelinesFile.read(
                StrictYaml.parse(PipelinesFile.NAME, text, problems).orElseThrow(), WRITTEN)
            .pipelines();
    problems.throwIfAny();
    return pipelines;
  }

  private static List<Problem> problems(String text) {
    Problems problems = new Problems();
    var unused =
        PipelinesFile.read(
            StrictYaml.parse(PipelinesFile.NAME, text, problems).orElseThrow(), WRITTEN);
    return problems.sorted();
  }
}
