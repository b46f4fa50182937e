package io.nearline.features.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.TestAttributes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AggregateArgumentsTest {
  @Test
  void reportsWrongArgumentsOfAggregates() {
    List<String> problems =
        CatalogueProblemsTest.problems(
            Map.of(
                "attributes.yaml",
                TestAttributes.YAML,
                "features/a.yaml",
                """
                feature_set: broken
                version: 1
                entity: actor
                features:
                  - {name: a, aggregate: percentile, of: actor, windows: [1h]}
                  - {name: b, aggregate: percentile, of: actor, p: 95, windows: [1h]}
                  - {name: c, aggregate: percentile, of: verb, p: -0.1, windows: [1h]}
                  - {name: d, aggregate: percentile, of: actor, p: '0.5', windows: [1h]}
                  - {name: e, aggregate: percentile, of: actor, p: [0.5, 0.9], windows: [1h]}
                  - {name: f, aggregate: variance, of: objectAttributes.embedding, windows: [1h]}
                  - {name: g, aggregate: stddev, of: actor, p: 0.5, half_life: 1h, windows: [1h]}
                  - {name: h, aggregate: count, half_life: 0h, windows: [1h]}
                  - {name: i, aggregate: sum, of: actor, half_life: 2, windows: [1h]}
                  - {name: j, aggregate: max, of: actor, half_life: 2h, windows: [1h]}
                  - {name: k, aggregate: funnel, windows: [1h]}
                  - {name: l, aggregate: funnel, steps: [], windows: [1h]}
                  - {name: m, aggregate: funnel, steps: 'verb == "a"', windows: [1h]}
                  - {name: n, aggregate: funnel, steps: ['verb == "a"', 'verbs == "b"', '', [x]], windows: [1h]}
                  - {name: o, aggregate: funnel, of: verb, k: 3, steps: ['actor == "a"'], windows: [1h]}
                  - {name: p, aggregate: count, steps: ['verb == "a"'], pad: true, windows: [1h]}
                  - {name: q, aggregate: last_k, of: verb, k: 3, pad: null, windows: [1h]}
                  - {name: r, aggregate: funnel, steps: [%s], windows: [1h]}
                  - {name: s, aggregate: approx_count_distinct, of: verb, log2m: 7, windows: [1h]}
                  - {name: t, aggregate: count_distinct, of: verb, log2m: 10, windows: [1h]}
                """
                    .formatted("true, ".repeat(32) + "true")));
    assertThat(String.join("\n", problems))
        .isEqualTo(
            """
            features/a.yaml:5: features[0].p: nothing (expected: a share of the values, 0 to 1, such as 0.95)
            features/a.yaml:6: features[1].p: 95 (expected: a number from 0 to 1)
            features/a.yaml:7: features[2].p: -0.1 (expected: a number from 0 to 1)
            features/a.yaml:7: features[2].of: verb of type string (expected: a field of type int64 or double)
            features/a.yaml:8: features[3].p: 0.5 (expected: a number from 0 to 1)
            features/a.yaml:9: features[4].p: a list (expected: a single value)
            features/a.yaml:10: features[5].of: objectAttributes.embedding of type vector(3) (expected: a field of type int64 or double)
            features/a.yaml:11: features[6].p: 0.5 (expected: no p, which stddev does not take)
            features/a.yaml:11: features[6].half_life: 1h (expected: no half_life, which stddev does not take)
            features/a.yaml:12: features[7].half_life: 0h (expected: > 0h)
            features/a.yaml:13: features[8].half_life: 2 (expected: a duration such as 30s, 15m, 24h or 7d)
            features/a.yaml:14: features[9].half_life: 2h (expected: no half_life, which max does not take)
            features/a.yaml:15: features[10].steps: nothing (expected: a list of from 1 to 32 conditions)
            features/a.yaml:16: features[11].steps: 0 steps (expected: from 1 to 32 conditions)
            features/a.yaml:17: features[12].steps: verb == "a" (expected: a list)
            features/a.yaml:18: features[13].steps[3]: a list (expected: a single value)
            features/a.yaml:18: features[13].steps[1]: verbs at 1:1 (expected: one of eventId, actor, verb, object, timestamp, or an attribute declared in attributes.yaml; did you mean verb?)
            features/a.yaml:18: features[13].steps[2]: "" (expected: a string that is not empty)
            features/a.yaml:19: features[14].of: verb (expected: no of, which funnel does not take)
            features/a.yaml:19: features[14].k: 3 (expected: no k, which funnel does not take)
            features/a.yaml:19: features[14].steps[0]: actor == "a" at 1:7 (expected: a condition that type-checks: found no matching overload for '_==_' applied to '(int, string)')
            features/a.yaml:20: features[15].pad: true (expected: no pad, which count does not take)
            features/a.yaml:20: features[15].steps: a list (expected: no steps, which count does not take)
            features/a.yaml:21: features[16].pad: null (expected: true or false)
            features/a.yaml:22: features[17].steps: 33 steps (expected: from 1 to 32 conditions)
            features/a.yaml:23: features[18].log2m: 7 (expected: an integer from 8 to 16)
            features/a.yaml:24: features[19].log2m: 10 (expected: no log2m, which count_distinct does not take)\
            """);
  }
}
