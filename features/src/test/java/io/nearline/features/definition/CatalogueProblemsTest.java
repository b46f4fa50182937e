package io.nearline.features.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nearline.features.TestAttributes;
import io.nearline.features.aggregate.Aggregates;
import io.nearline.features.problem.InvalidConfigurationException;
import io.nearline.features.problem.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with definitions, in the words that their author reads. */
class CatalogueProblemsTest {
  @Test
  void reportsAllProblemsOfAllFilesAtOnce() {
    List<String> problems =
        problems(
            Map.of(
                "attributes.yaml",
                TestAttributes.YAML + "  author: {table: actions, type: string, retention: 90m}\n",
                "features/a.yaml",
                """
                feature_set: broken
                version: 0
                entity: user
                features:
                  - {name: applies, aggregate: coun, where: 'verbs == "x"', windows: [1h]}
                  - {name: 9lives, aggregate: count, windows: [0s, 1w, "", 3]}
                  - {aggregate: count, of: object, k: 3, distinct: object, windows: []}
                  - {name: nothing}
                  - just text
                  - {name: geos, aggregate: top_k, of: objectAttributes.geoo, k: 0, windows: [1h]}
                  - {name: prices, aggregate: top_k, of: objectAttributes.price, windows: [1h]}
                  - {name: sum, aggregate: sum, of: objectAttributes.geo, windows: 1h}
                  - {name: mean, aggregate: mean, windows: [1h]}
                  - {name: both, aggregate: mean, of: [actor, timestamp], windows: [1h]}
                  - {name: least, aggregate: min, of: objectAttributes.remote, windows: [1h]}
                  - {name: old, aggregate: last_k, of: age_ms, k: 2, distinct: objectAttributes.embedding, windows: [1h]}
                  - {name: late, aggregate: last, of: age_ms, windows: [1h]}
                  - {name: some, aggregate: last_k, of: [ages_ms, ""], k: 2, windows: [1h]}
                  - {name: decay, aggregate: count, half_life: 2h, defaults: 0, windows: [1h]}
                  - {name: again, aggregate: last_k, of: [object, verb, object], k: 2, windows: [1h]}
                  - {name: deep, aggregate: sum, of: {field: actor}, windows: [1h]}
                devised: []
                """,
                "features/b.yaml",
                """
                feature_set: items
                version: 1
                entity: object
                features:
                  - {name: long, aggregate: count, windows: [48h, 49h]}
                  - {name: twice, aggregate: count, windows: [1h, 1h]}
                  - {name: twice, aggregate: exists, windows: [1h]}
                  - {name: typed, aggregate: count, where: 'actor == "x"', windows: [1h]}
                  - {name: typed, aggregate: count, where: 'actor == "x"', windows: [2h]}
                  - {name: size, aggregate: count, where: 'verb.size() > 2', windows: [1h]}
                  - {name: empty, aggregate: count, where: '', windows: [1h]}
                  - {name: twice, name: twice, aggregate: count, windows: [1h]}
                services:
                  one: [items@1.long_48h, items@1.long_47h, items@1.typed_1h, 'items@1.nix*', itms@1.*, items.long_48h, '*']
                  two: []
                  3: [items@1.long_48h]
                  four: items@1.long_48h
                  five: [items@1.twice_1h, items@2.twice_1h]
                """,
                "features/c.yaml",
                """
                feature_set: items
                version: 1
                entity: [actor, object]
                features: {}
                services: {five: [items@1.long_48h]}
                """,
                "features/d.yaml",
                """
                feature_set: items
                version: 2
                entity: object
                features:
                  - {name: twice, aggregate: count, windows: [1h]}
                """,
                "features/e.yaml",
                "a: [",
                "features/f.yaml",
                "version: 1\nentity: actor\nfeatures: [{name: x, aggregate: sum, of: acto, windows: [1h]}]\n",
                "features/g.yaml",
                ""));
    assertThat(String.join("\n", problems))
        .isEqualTo(
            """
                attributes.yaml:16: entities.author: author (expected: actor, object, or an attribute declared above; did you mean actor?)
                attributes.yaml:16: entities.author.table: actions (expected: a table of its own; actor has this one)
                attributes.yaml:16: entities.author.retention: 90m (expected: whole hours, the unit of Pinot's retention)
                features/a.yaml:2: version: 0 (expected: an integer from 1 to 2147483647)
                features/a.yaml:3: entity: user (expected: one of actor, object)
                features/a.yaml:5: features[0].aggregate: coun (expected: one of AGGREGATES; did you mean count?)
                features/a.yaml:5: features[0].where: verbs at 1:1 (expected: one of eventId, actor, verb, object, timestamp, or an attribute declared in attributes.yaml; did you mean verb?)
                features/a.yaml:6: features[1].name: 9lives (expected: a letter, then letters, digits and underscores)
                features/a.yaml:6: features[1].windows[0]: 0s (expected: > 0s)
                features/a.yaml:6: features[1].windows[1]: 1w (expected: a duration such as 30s, 15m, 24h or 7d, or any)
                features/a.yaml:6: features[1].windows[2]: "" (expected: a duration such as 30s, 15m, 24h or 7d, or any)
                features/a.yaml:6: features[1].windows[3]: 3 (expected: a duration such as 30s, 15m, 24h or 7d, or any)
                features/a.yaml:7: features[2].name: nothing (expected: a name)
                features/a.yaml:7: features[2].of: object (expected: no of, which count does not take)
                features/a.yaml:7: features[2].k: 3 (expected: no k, which count does not take)
                features/a.yaml:7: features[2].distinct: object (expected: no distinct, which count does not take)
                features/a.yaml:7: features[2].windows: no window (expected: at least one, such as [24h])
                features/a.yaml:8: features[3].aggregate: nothing (expected: one of AGGREGATES)
                features/a.yaml:8: features[3].windows: nothing (expected: a list of windows, such as [1h, 24h])
                features/a.yaml:9: features[4]: just text (expected: a mapping)
                features/a.yaml:10: features[5].k: 0 (expected: an integer from 1 to 10000)
                features/a.yaml:10: features[5].of: objectAttributes.geoo (expected: one of eventId, actor, verb, object, timestamp, or an attribute declared in attributes.yaml; did you mean objectAttributes.geo?)
                features/a.yaml:11: features[6].k: nothing (expected: how many to keep, 1 to 10000)
                features/a.yaml:11: features[6].of: objectAttributes.price of type double (expected: a field of type string, int64 or bool)
                features/a.yaml:12: features[7].windows: 1h (expected: a list)
                features/a.yaml:12: features[7].of: objectAttributes.geo of type string (expected: a field of type int64, double or vector)
                features/a.yaml:13: features[8].of: nothing (expected: a field of type int64, double or vector)
                features/a.yaml:14: features[9].of: 2 fields (expected: a field of type int64, double or vector)
                features/a.yaml:15: features[10].of: objectAttributes.remote of type bool (expected: a field of type int64, double or string)
                features/a.yaml:16: features[11].distinct: objectAttributes.embedding of type vector(3) (expected: a field that is a single value)
                features/a.yaml:17: features[12].of: age_ms (expected: one of eventId, actor, verb, object, timestamp, or an attribute declared in attributes.yaml)
                features/a.yaml:18: features[13].of[0]: ages_ms (expected: age_ms, or one of eventId, actor, verb, object, timestamp, or an attribute declared in attributes.yaml)
                features/a.yaml:18: features[13].of[1]: "" (expected: age_ms, or one of eventId, actor, verb, object, timestamp, or an attribute declared in attributes.yaml)
                features/a.yaml:19: features[14].defaults: defaults (expected: one of the keys name, aggregate, of, k, distinct, pad, p, log2m, steps, half_life, where, windows, default; did you mean default?)
                features/a.yaml:20: features[15].of[2]: object (expected: each field once)
                features/a.yaml:21: features[16].of: a mapping (expected: a field of type int64, double or vector)
                features/a.yaml:22: devised: devised (expected: one of the keys feature_set, version, derived, entity, features, matrix, uses, services; did you mean derived?)
                features/b.yaml:5: features[0].windows[1]: 49h (expected: at most 48h, the retention of actions_by_object)
                features/b.yaml:6: features[1].windows[1]: items@1.twice_1h (expected: each feature once; it is also at features/b.yaml:6)
                features/b.yaml:7: features[2].windows[0]: items@1.twice_1h (expected: each feature once; it is also at features/b.yaml:6)
                features/b.yaml:8: features[3].where: actor == "x" at 1:7 (expected: a condition that type-checks: found no matching overload for '_==_' applied to '(int, string)')
                features/b.yaml:9: features[4].where: actor == "x" at 1:7 (expected: a condition that type-checks: found no matching overload for '_==_' applied to '(int, string)')
                features/b.yaml:10: features[5].where: size() at 1:10 (expected: what conditions have: == != < <= > >= in && || ! has() startsWith over fields, literals and request.*)
                features/b.yaml:11: features[6].where: "" (expected: a string that is not empty)
                features/b.yaml:12: features[7].name: the key name a second time (expected: each key once)
                features/b.yaml:12: features[7].windows[0]: items@1.twice_1h (expected: each feature once; it is also at features/b.yaml:6)
                features/b.yaml:14: services.one[1]: items@1.long_47h (expected: a feature that exists; did you mean items@1.long_48h?)
                features/b.yaml:14: services.one[3]: items@1.nix* (expected: a feature that exists; did you mean items@1.*?)
                features/b.yaml:14: services.one[4]: itms@1.* (expected: a feature that exists; did you mean items@1.*?)
                features/b.yaml:14: services.one[5]: items.long_48h (expected: set@version.name, such as job_ranking@1.applies_24h or job_ranking@1.*)
                features/b.yaml:14: services.one[6]: * (expected: set@version.name, such as job_ranking@1.applies_24h or job_ranking@1.*)
                features/b.yaml:15: services.two: no feature (expected: at least one, such as [job_ranking@1.*])
                features/b.yaml:16: services.3: 3 (expected: a letter, then letters, digits and underscores)
                features/b.yaml:17: services.four: items@1.long_48h (expected: a list of features, such as [job_ranking@1.*])
                features/b.yaml:18: services.five[1]: items@2.twice_1h (expected: each feature in one version; the service has items@1.twice_1h)
                features/c.yaml:1: feature_set: items@1 (expected: each version of a set once; it is also at features/b.yaml:1)
                features/c.yaml:4: features: a mapping (expected: a list)
                features/c.yaml:5: services.five: five (expected: each service once; it is also at features/b.yaml:18)
                features/e.yaml:1: expected the node content, but found '<stream end>' (expected: valid YAML)
                features/f.yaml:1: feature_set: nothing (expected: the set's name)
                features/f.yaml:3: features[0].of: acto (expected: one of eventId, actor, verb, object, timestamp, or an attribute declared in attributes.yaml; did you mean actor?)
                features/g.yaml: nothing (expected: a mapping)\
                """
                .replace("AGGREGATES", String.join(", ", Aggregates.names())));
  }

  @Test
  void filesThatNothingReadsAreProblems() {
    assertThat(
            problems(
                Map.of(
                    "attributes.yaml", TestAttributes.YAML,
                    "atributes.yaml", "",
                    "features/jobs.yml", "",
                    "features/old/jobs.yaml", "",
                    "ingest.yaml", "",
                    "pipelines.yaml", "",
                    "server.yaml", "")))
        .containsExactly(
            "atributes.yaml: unknown file (expected: attributes.yaml, generation.yaml, ingest.yaml,"
                + " pipelines.yaml, server.yaml or features/NAME.yaml; did you mean attributes.yaml?)",
            "features/jobs.yml: unknown file (expected: attributes.yaml, generation.yaml,"
                + " ingest.yaml, pipelines.yaml, server.yaml or features/NAME.yaml)",
            "features/old/jobs.yaml: unknown file (expected: attributes.yaml, generation.yaml,"
                + " ingest.yaml, pipelines.yaml, server.yaml or features/NAME.yaml)");
  }

  @Test
  void anAttributeThatIsRefusedIsNotUnknownToo() {
    assertThat(
            problems(
                Map.of(
                    "attributes.yaml",
                    TestAttributes.YAML.replace("double, column", "dubble, column"),
                    "features/a.yaml",
                    """
                    feature_set: a
                    version: 1
                    entity: actor
                    features:
                      - {name: sum, aggregate: sum, of: objectAttributes.price, windows: [1h]}
                      - {name: dear, aggregate: count, where: 'objectAttributes.price > 5.0', windows: [1h]}
                      - {name: other, aggregate: count, where: 'objectAttributes.prize > 5.0', windows: [1h]}
                    services: {one: ['a@1.*', a@1.sum_1h]}
                    """)))
        .satisfiesExactly(
            problem -> assertThat(problem).startsWith("attributes.yaml:").contains("dubble"),
            problem -> assertThat(problem).startsWith("features/a.yaml:7: features[2].where"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "entities: | entites: | attributes.yaml:",
        "attributes: | atributes: | attributes.yaml:",
        "96h | 96x | attributes.yaml:",
        "version: 1 | version: one | features/a.yaml:2: version: one (expected: an integer from 1",
      })
  void oneMistakeIsNotFollowedByOthers(String right, String wrong, String problem) {
    Map<String, String> files =
        Map.of(
            "attributes.yaml",
            TestAttributes.YAML,
            "features/a.yaml",
            """
            feature_set: a
            version: 1
            entity: actor
            features: [{name: sum, aggregate: sum, of: objectAttributes.price, windows: [1h]}]
            services: {one: ['a@1.*', a@1.sum_1h]}
            """,
            "features/b.yaml",
            """
            feature_set: b
            version: 2
            uses: [a@1]
            derived: [{name: half, expression: a.sum_1h / 2.0}]
            """);
    Map<String, String> broken = new HashMap<>(files);
    broken.replaceAll((path, text) -> text.replaceFirst("(?<=^|\\s)" + right, wrong));

    assertThat(CatalogueLoader.load(files).features()).hasSize(2);
    assertThat(problems(broken)).isNotEmpty().allMatch(found -> found.startsWith(problem));
  }

  @Test
  void withoutAttributesOnlyTheFormIsChecked() {
    assertThat(problems(Map.of("features/f.yaml", "feature_set: x")))
        .containsExactly(
            "attributes.yaml: nothing (expected: a file that declares what may be referred to)",
            "features/f.yaml:1: version: nothing (expected: the set's version, from 1)",
            "features/f.yaml:1: entity: nothing"
                + " (expected: the key that the features are about, such as actor)",
            "features/f.yaml:1: features: nothing (expected: a list of features)");
  }

  static List<String> problems(Map<String, String> files) {
    InvalidConfigurationException exception =
        catchThrowableOfType(
            InvalidConfigurationException.class, () -> CatalogueLoader.load(files));
    return exception.problems().stream().map(Problem::toString).toList();
  }
}
