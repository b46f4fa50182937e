package io.nearline.it.realdata;

import static io.nearline.it.realdata.Question.counts;
import static io.nearline.it.realdata.Question.number;

import io.nearline.features.request.RequestValues;
import io.nearline.features.value.Items;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A data set and what is asked of it.
 *
 * @param name its name
 * @param file where the file is below the folder of test data
 * @param columns DuckDB's columns for the attributes
 * @param values what features read of the call
 * @param subjects what is asked
 */
record DataSet(
    String name, Path file, String columns, RequestValues values, List<Subject> subjects) {

  /**
   * A service and the questions to DuckDB that its features answer.
   *
   * @param service the feature set's and the service's name
   * @param keys the keys of its entities, each with what DuckDB calls it
   * @param entities how many entities are asked about
   * @param questions the features that DuckDB can express
   */
  record Subject(String service, Map<String, String> keys, int entities, List<Question> questions) {
    Subject(String service, String key, String column, int entities, List<Question> questions) {
      this(service, Map.of(key, column), entities, questions);
    }
  }

  private static final int ALL = Integer.MAX_VALUE;

  /** Questions, answers, badges and registrations of a community, 2009–2014. */
  static final DataSet COMMUNITY =
      new DataSet(
          "community",
          Path.of("stats-stackexchange", "stats.actions.jsonl.gz"),
          """
          CAST(verbAttributes->>'edited' AS BOOLEAN) AS edited,
          CAST(objectAttributes->>'score' AS BIGINT) AS score,
          CAST(objectAttributes->>'commentCount' AS BIGINT) AS comments,
          CAST(objectAttributes->>'viewCount' AS BIGINT) AS views
          """,
          new RequestValues(Map.of("verb", Items.of("answer"), "score", Items.of(2L))),
          List.of(
              new Subject(
                  "community",
                  "actor",
                  "actor",
                  500,
                  List.of(
                      number("actions", 1, "count(*)", "true"),
                      number("actions", 6, "count(*)", "true"),
                      number("actions", 24, "count(*)", "true"),
                      number("answers", 6, "count(*)", "verb = 'answer'"),
                      number("answers", 24, "count(*)", "verb = 'answer'"),
                      number("posts", 24, "count(*)", "verb IN ('ask', 'answer') AND score >= 3"),
                      number("unedited", 24, "count(*)", "edited IS NULL OR NOT edited"),
                      number("edited_posts", 24, "count(*)", "edited AND verb <> 'ask'"),
                      number(
                          "on_posts", 24, "count(*)", "object LIKE 'post:%' OR views IS NOT NULL"),
                      number("asked", 24, "count(*) > 0", "verb = 'ask'"),
                      number("score", 6, "coalesce(sum(score::DOUBLE), 0)", "true"),
                      number("score", 24, "coalesce(sum(score::DOUBLE), 0)", "true"),
                      number(
                          "comments", 24, "coalesce(sum(comments::DOUBLE), 0)", "verb = 'answer'"),
                      number("mean_score", 24, "avg(score)", "verb = 'answer'"),
                      number("least_score", 24, "min(score)", "true"),
                      number("most_views", 24, "max(views)", "true"),
                      number("objects", 6, "count(DISTINCT object)", "true"),
                      number("objects", 24, "count(DISTINCT object)", "true"),
                      number("scores", 24, "count(DISTINCT score)", "verb <> 'badge'"),
                      number("spread", 24, "var_pop(score)", "true"),
                      number("deviation", 24, "stddev_pop(score)", "verb = 'answer'"),
                      number("median_score", 6, "quantile_disc(score, 0.5)", "true"),
                      number("median_score", 24, "quantile_disc(score, 0.5)", "true"),
                      counts("verbs", 24, "verb", "true", ALL),
                      counts("top_objects", 24, "object", "true", 5),
                      counts("top_scores", 24, "score", "true", 3),
                      number(
                          "interest",
                          24,
                          "coalesce(sum(pow(2, (ts - $asOf) / 7200000.0)), 0)",
                          "true"),
                      number("since_last", 24, "$asOf - max(ts)", "true"),
                      number("asked_for", 24, "count(*)", "verb = 'answer'"),
                      number("better", 24, "count(*)", "score > 2"))),
              new Subject(
                  "community_posts",
                  "object",
                  "object",
                  250,
                  List.of(
                      number("actions", 24, "count(*)", "true"),
                      number("actors", 24, "count(DISTINCT actor)", "true"),
                      number("score", 24, "coalesce(sum(score::DOUBLE), 0)", "true"),
                      counts("verbs", 24, "verb", "true", ALL))),
              new Subject(
                  "community_deeds",
                  Map.of("actor", "actor", "verb", "verb"),
                  250,
                  List.of(
                      number("times", 1, "count(*)", "true"),
                      number("times", 24, "count(*)", "true"),
                      number("objects", 24, "count(DISTINCT object)", "true"),
                      number("mean_score", 24, "avg(score)", "true"),
                      number("since_last", 24, "$asOf - max(ts)", "true")))));

  /** One day of a wiki's edits; one very active actor. */
  static final DataSet WIKI =
      new DataSet(
          "wiki",
          Path.of("wikiticker-2015", "wikiticker.actions.jsonl.gz"),
          """
          CAST(actorAttributes->>'robot' AS BOOLEAN) AS robot,
          actorAttributes->>'country' AS country,
          CAST(verbAttributes->>'delta' AS BIGINT) AS delta,
          CAST(verbAttributes->>'added' AS BIGINT) AS added,
          CAST(verbAttributes->>'unpatrolled' AS BOOLEAN) AS unpatrolled,
          objectAttributes->>'channel' AS channel,
          objectAttributes->>'namespace' AS namespace
          """,
          new RequestValues(Map.of("channel", Items.of("#en.wikipedia"), "delta", Items.of(100L))),
          List.of(
              new Subject(
                  "wiki",
                  "actor",
                  "actor",
                  500,
                  List.of(
                      number("edits", 1, "count(*)", "true"),
                      number("edits", 6, "count(*)", "true"),
                      number("edits", 24, "count(*)", "true"),
                      number("creations", 6, "count(*)", "verb = 'create'"),
                      number("creations", 24, "count(*)", "verb = 'create'"),
                      number("large", 24, "count(*)", "abs(delta) > 1000"),
                      number("human", 24, "count(*)", "robot IS NULL OR NOT robot"),
                      number(
                          "unpatrolled", 24, "count(*) > 0", "unpatrolled AND namespace = 'Main'"),
                      number("abroad", 24, "count(*)", "country IS NULL OR country <> 'US'"),
                      number(
                          "english",
                          24,
                          "count(*)",
                          "object LIKE 'en.wikipedia|%' AND namespace <> 'Main'"),
                      number("delta", 6, "coalesce(sum(delta::DOUBLE), 0)", "true"),
                      number("delta", 24, "coalesce(sum(delta::DOUBLE), 0)", "true"),
                      number("added", 24, "avg(added)", "verb IN ('edit', 'minor_edit')"),
                      number("least_delta", 24, "min(delta)", "true"),
                      number("most_added", 24, "max(added)", "true"),
                      number("pages", 6, "count(DISTINCT object)", "true"),
                      number("pages", 24, "count(DISTINCT object)", "true"),
                      number("channels", 24, "count(DISTINCT channel)", "true"),
                      counts("top_pages", 24, "object", "true", 5),
                      counts("top_spaces", 24, "namespace", "true", 3),
                      counts("by_channel", 24, "channel", "true", ALL),
                      number(
                          "interest",
                          24,
                          "coalesce(sum(pow(2, (ts - $asOf) / 7200000.0)), 0)",
                          "true"),
                      number("spread", 24, "var_pop(delta)", "true"),
                      number("median_added", 24, "quantile_disc(added, 0.5)", "true"),
                      number("in_channel", 24, "count(*)", "channel = '#en.wikipedia'"),
                      number("larger", 24, "coalesce(sum(delta::DOUBLE), 0)", "delta >= 100"),
                      number("since_first", 24, "$asOf - min(ts)", "true"))),
              new Subject(
                  "wiki_pages",
                  "object",
                  "object",
                  300,
                  List.of(
                      number("edits", 1, "count(*)", "true"),
                      number("edits", 24, "count(*)", "true"),
                      number("editors", 24, "count(DISTINCT actor)", "true"),
                      number("delta", 24, "coalesce(sum(delta::DOUBLE), 0)", "true"),
                      counts("countries", 24, "country", "true", 3))),
              new Subject(
                  "wiki_places",
                  Map.of("object", "object", "actorAttributes.country", "country"),
                  200,
                  List.of(
                      number("edits", 24, "count(*)", "true"),
                      number("added", 24, "avg(added)", "true"),
                      counts("verbs", 24, "verb", "true", ALL))),
              new Subject(
                  "wiki_channels",
                  Map.of("actor", "actor", "objectAttributes.channel", "channel"),
                  300,
                  List.of(
                      number("edits", 6, "count(*)", "true"),
                      number("edits", 24, "count(*)", "true"),
                      number("pages", 24, "count(DISTINCT object)", "true"),
                      number("least", 24, "min(delta)", "true"),
                      counts("spaces", 24, "namespace", "true", 2)))));
}
