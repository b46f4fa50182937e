package io.nearline.it.server;

import io.nearline.features.action.Action;
import io.nearline.features.request.RequestValues;
import io.nearline.features.type.ScalarType;
import io.nearline.features.value.Items;
import io.nearline.it.differential.GeneratedActions;
import io.nearline.it.differential.LanguageFeatures;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What the server of {@link StressIT} serves, and over which actions. */
final class StressDefinitions {
  /** The most rows of a row fetch. */
  static final int MOST_ROWS = 600;

  /** An actor with more actions than that. */
  static final long BUSY = 99;

  /** The other actors; one in two actions is of one of the first few. */
  static final int ACTORS = 300;

  private static final long FIRST_ACTOR = 100;
  private static final int HOT_ACTORS = 3;
  private static final long HOUR = 3_600_000;

  /** Every way of getting a value, and each kind of entity; some services mix them. */
  private static final Map<String, String> FILES =
      Map.of(
          "attributes.yaml",
          GeneratedActions.ATTRIBUTES
              + """
              entities:
                actor:  {table: stress_actions, type: int64, retention: 96h}
                object: {table: stress_actions_by_object, type: string, retention: 96h}
              """,
          "features/people.yaml",
          """
          feature_set: people
          version: 1
          entity: actor
          features:
            - {name: views, aggregate: count, where: 'verb == "view"', windows: [1h, 24h]}
            - {name: applies, aggregate: count, where: 'verb == "apply"', windows: [24h]}
            - {name: dear, aggregate: count, where: 'objectAttributes.price > 10.0', windows: [24h]}
            - {name: away, aggregate: count, where: 'objectAttributes.geo != "new york"', windows: [6h]}
            - {name: score, aggregate: sum, of: verbAttributes.score, half_life: 2h, windows: [24h]}
            - {name: mean, aggregate: mean, of: verbAttributes.score, windows: [24h]}
            - {name: geos, aggregate: top_k, of: objectAttributes.geo, k: 3, windows: [24h]}
            - {name: verbs, aggregate: histogram, of: verb, windows: [24h]}
            - {name: last, aggregate: last_k, k: 4, of: [object, verb, age_ms], distinct: object, windows: [24h]}
            - {name: first, aggregate: first, of: objectAttributes.price, windows: [24h]}
            - {name: taste, aggregate: mean, of: objectAttributes.embedding, windows: [24h]}
            - {name: asked, aggregate: count, where: 'verb == request.verb', windows: [24h]}
          derived:
            - {name: rate, expression: 'ratio(applies_24h, views_24h, 0.0)'}
            - {name: beside, expression: 'mean_24h > request.price ? 1.0 : score_24h'}
          services:
            counts: ['people@1.views_1h', 'people@1.views_24h', 'people@1.applies_24h', 'people@1.dear_24h', 'people@1.away_6h']
            sums: ['people@1.score_24h', 'people@1.mean_24h', 'people@1.rate']
            tops: ['people@1.geos_24h', 'people@1.verbs_24h']
            rows: ['people@1.last_24h', 'people@1.first_24h', 'people@1.views_24h']
            vectors: ['people@1.taste_24h', 'people@1.applies_24h']
            asked: ['people@1.asked_24h', 'people@1.beside']
            both: ['people@1.applies_24h', 'people@1.geos_24h', 'things@1.views_24h', 'things@1.viewers_24h']
            pairs: ['pairs@1.*', 'people@1.views_24h']
          """,
          "features/things.yaml",
          """
          feature_set: things
          version: 1
          entity: object
          features:
            - {name: views, aggregate: count, where: 'verb == "view"', windows: [24h]}
            - {name: viewers, aggregate: count_distinct, of: actor, windows: [24h]}
          services:
            things: ['things@1.*']
          """,
          "features/pairs.yaml",
          """
          feature_set: pairs
          version: 1
          entity: [actor, object]
          features:
            - {name: seen, aggregate: count, windows: [24h]}
            - {name: verbs, aggregate: top_k, of: verb, k: 2, windows: [24h]}
            - {name: last, aggregate: last, of: verb, windows: [24h]}
          """,
          "server.yaml",
          """
          pinot: {brokers: ['127.0.0.1:1']}
          limits: {rows: %d}
          """
              .formatted(MOST_ROWS));

  private StressDefinitions() {}

  /** Returns a configuration directory: these services, and all of the language about actors. */
  static Map<String, String> files() {
    Map<String, String> files = new HashMap<>(FILES);
    files.putAll(LanguageFeatures.files("by_actor", "actor"));
    return files;
  }

  /** Makes actions up until an instant. */
  static List<Action> actions(long seed, long asOf, int number) {
    GeneratedActions generated = new GeneratedActions(seed, asOf);
    Random random = new Random(seed);
    List<Action> actions = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      Action action = generated.next();
      // One actor's prices are too extreme for others; it stays as it is.
      actions.add(action.actor() == 7 ? action : of(actor(random), action));
    }
    for (int i = 0; i <= MOST_ROWS; i++) {
      actions.add(
          new Action("busy:" + i, BUSY, null, "view", null, "x", null, asOf - HOUR / 2 - i));
    }
    return actions;
  }

  /** Returns an actor: one of a few as often as any of the others. */
  static long actor(Random random) {
    return FIRST_ACTOR + random.nextInt(random.nextBoolean() ? HOT_ACTORS : ACTORS);
  }

  private static Action of(long actor, Action action) {
    return new Action(
        action.eventId(),
        actor,
        action.actorAttributes(),
        action.verb(),
        action.verbAttributes(),
        action.object(),
        action.objectAttributes(),
        action.timestamp());
  }

  /** Returns values of the call for the service "asked". */
  static RequestValues requestValues(Random random) {
    Items.Builder price = Items.builder(ScalarType.DOUBLE, 1);
    price.add(random.nextInt(10) / 10.0);
    return new RequestValues(
        Map.of(
            "verb", Items.of(List.of("view", "apply").get(random.nextInt(2))),
            "price", price.build()));
  }
}
