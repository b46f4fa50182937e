package io.nearline.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.attribute.AttributeRoot;
import io.nearline.features.problem.Problem;
import io.nearline.features.problem.Problems;
import io.nearline.features.yaml.StrictYaml;
import io.nearline.ingest.pattern.ActionPattern;
import io.nearline.ingest.pattern.PatternStep;
import io.nearline.ingest.pattern.PatternStep.Take;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PatternReaderTest {
  private static final String PIPELINES =
      """
      pipelines: [{name: clicks, from: [raw.clicks], format: action}]
      patterns:
      """;

  private static List<ActionPattern> read(String patterns, Problems problems) {
    String text = PIPELINES + patterns;
    return PipelinesFile.read(
            StrictYaml.parse(PipelinesFile.NAME, text, problems).orElseThrow(), Set.of())
        .patterns();
  }

  private static List<String> problems(String patterns) {
    Problems problems = new Problems();
    var unused = read(patterns, problems);
    return problems.sorted().stream().map(Problem::toString).toList();
  }

  @Test
  void readsAPattern() {
    Problems problems = new Problems();
    List<ActionPattern> patterns =
        read(
            """
              - name: conversion
                from: [clicks]
                verbs: [search, buy]
                within: 1h
                grace: 10s
                steps:
                  - {name: search, where: 'action.verb == "search"', take: any}
                  - {name: buy, where: 'action.verb == "buy" && action.timestamp > search.timestamp'}
                emit:
                  verb: '"search-conversion"'
                  object: buy.object
                  verbAttributes: '{"query": search.verbAttributes.query}'
            """,
            problems);

    problems.throwIfAny();
    ActionPattern pattern = patterns.get(0);
    assertThat(pattern.name()).isEqualTo("conversion");
    assertThat(pattern.from()).containsExactly("clicks");
    assertThat(pattern.takes("clicks", "buy")).isTrue();
    assertThat(pattern.takes("clicks", "view")).isFalse();
    assertThat(pattern.takes("jobs", "buy")).isFalse();
    assertThat(pattern.within()).isEqualTo(Duration.ofHours(1));
    assertThat(pattern.grace()).isEqualTo(Duration.ofSeconds(10));
    assertThat(pattern.limit()).isEqualTo(100);
    assertThat(pattern.steps()).extracting(PatternStep::take).containsExactly(Take.ANY, Take.NEXT);
    assertThat(pattern.emission().attributes()).containsOnlyKeys(AttributeRoot.VERB);
  }

  @Test
  void reportsAllProblemsAtOnceWithTheirPlaces() {
    assertThat(
            problems(
                """
                  - name: Conversion
                    from: [shop]
                    within: 0s
                    grace: a while
                    limit: 0
                    steps:
                      - {name: search, where: 'action.verbs == "search"'}
                      - {name: action, where: 'view.object == action.object', take: last}
                      - {name: search, where: 'action.object'}
                    emit:
                      verb: '1'
                      object: buy.object
                      timestamp: search.timestamp
                """))
        .containsExactly(
            "pipelines.yaml:3: patterns[0].name: Conversion"
                + " (expected: a lower-case letter, then letters, digits, _ and -)",
            "pipelines.yaml:4: patterns[0].from[0]: shop (expected: a pipeline: clicks)",
            "pipelines.yaml:5: patterns[0].within: 0s (expected: > 0s)",
            "pipelines.yaml:6: patterns[0].grace: a while"
                + " (expected: a duration such as 30s, 15m, 24h or 7d, or 0s)",
            "pipelines.yaml:7: patterns[0].limit: 0 (expected: an integer from 1 to 10000)",
            "pipelines.yaml:9: patterns[0].steps[0].where: action.verbs == \"search\""
                + " (expected: a bool over action only; undefined field 'verbs' at column 7)",
            "pipelines.yaml:10: patterns[0].steps[1].name: action"
                + " (expected: a name other than action)",
            "pipelines.yaml:10: patterns[0].steps[1].where: view.object == action.object"
                + " (expected: a bool over search, action;"
                + " undeclared reference to 'view' at column 1)",
            "pipelines.yaml:10: patterns[0].steps[1].take: last (expected: next or any)",
            "pipelines.yaml:11: patterns[0].steps[2].name: search (expected: each name once)",
            "pipelines.yaml:11: patterns[0].steps[2].where: action.object"
                + " (expected: a bool over search, action; this is of type string)",
            "pipelines.yaml:13: patterns[0].emit.verb: 1"
                + " (expected: a string over search only; this is of type int)",
            "pipelines.yaml:14: patterns[0].emit.object: buy.object"
                + " (expected: a string over search only;"
                + " undeclared reference to 'buy' at column 1)",
            "pipelines.yaml:15: patterns[0].emit.timestamp: timestamp (expected: one of the keys verb, object,"
                + " actorAttributes, verbAttributes, objectAttributes)");
  }

  @Test
  void refusesTheNameOfAPipelineAndTooFewSteps() {
    assertThat(
            problems(
                """
                  - name: clicks
                    from: [clicks]
                    within: 1s
                    grace: 0s
                    steps: [{name: a, where: 'true'}]
                    emit: {verb: a.verb, object: a.object}
                """))
        .containsExactly(
            "pipelines.yaml:3: patterns[0].name: clicks"
                + " (expected: a name of its own; line 1 has this one)",
            "pipelines.yaml:7: patterns[0].steps: 1 steps (expected: at least 2 steps)");
  }
}
