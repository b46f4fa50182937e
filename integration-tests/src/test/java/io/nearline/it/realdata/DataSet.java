package io.nearline.it.realdata;

import static io.nearline.it.realdata.Question.counts;
import static io.nearline.it.realdata.Question.number;

import java.nio.file.Path;
import java.util.List;

/**
 * A data set with its feature service and the questions to DuckDB that its features answer.
 *
 * @param name the feature set's and the service's name
 * @param file where the file is below the folder of test data
 * @param columns DuckDB's columns for the attributes
 * @param questions the features that DuckDB can express
 */
record DataSet(String name, Path file, String columns, List<Question> questions) {
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
          List.of(
              number("actions", 1, "count(*)", "true"),
              number("actions", 6, "count(*)", "true"),
              number("actions", 24, "count(*)", "true"),
              number("answers", 6, "count(*)", "verb = 'answer'"),
              number("answers", 24, "count(*)", "verb = 'answer'"),
              number("posts", 24, "count(*)", "verb IN ('ask', 'answer') AND score >= 3"),
              number("unedited", 24, "count(*)", "edited IS NULL OR NOT edited"),
              number("edited_posts", 24, "count(*)", "edited AND verb <> 'ask'"),
              number("on_posts", 24, "count(*)", "object LIKE 'post:%' OR views IS NOT NULL"),
              number("asked", 24, "count(*) > 0", "verb = 'ask'"),
              number("score", 6, "coalesce(sum(score::DOUBLE), 0)", "true"),
              number("score", 24, "coalesce(sum(score::DOUBLE), 0)", "true"),
              number("comments", 24, "coalesce(sum(comments::DOUBLE), 0)", "verb = 'answer'"),
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
              counts("top_scores", 24, "score", "true", 3)));

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
          List.of(
              number("edits", 1, "count(*)", "true"),
              number("edits", 6, "count(*)", "true"),
              number("edits", 24, "count(*)", "true"),
              number("creations", 6, "count(*)", "verb = 'create'"),
              number("creations", 24, "count(*)", "verb = 'create'"),
              number("large", 24, "count(*)", "abs(delta) > 1000"),
              number("human", 24, "count(*)", "robot IS NULL OR NOT robot"),
              number("unpatrolled", 24, "count(*) > 0", "unpatrolled AND namespace = 'Main'"),
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
              counts("by_channel", 24, "channel", "true", ALL)));
}
