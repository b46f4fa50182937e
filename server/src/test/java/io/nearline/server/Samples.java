package io.nearline.server;

import io.nearline.features.definition.Catalogue;
import io.nearline.features.definition.CatalogueLoader;
import java.util.LinkedHashMap;
import java.util.Map;

/** Catalogues for tests. */
public final class Samples {
  /** Every kind of attribute, promoted and not. */
  public static final String ATTRIBUTES =
      """
      attributes:
        actorAttributes.industry:   {type: string}
        verbAttributes.dwell_ms:    {type: int64}
        verbAttributes.score:       {type: double}
        objectAttributes.geo:       {type: string, column: objectGeo}
        objectAttributes.price:     {type: double, column: objectPrice}
        objectAttributes.stock:     {type: int64, column: objectStock}
        objectAttributes.promoted:  {type: bool, column: objectPromoted}
        objectAttributes.remote:    {type: bool}
        objectAttributes.embedding: {type: vector, dimension: 2, column: objectEmbedding}
      entities:
        actor:  {table: actions, type: int64, retention: 96h}
        object: {table: actions_by_object, type: string, retention: 48h}
      """;

  /** One feature of every strategy, about actors and about objects. */
  public static final String FEATURES =
      """
      feature_set: jobs
      version: 1
      entity: actor
      features:
        - {name: applies, aggregate: count, where: 'verb == "job-apply"', windows: [1h, 24h]}
        - {name: geos, aggregate: top_k, of: objectAttributes.geo, k: 2, where: 'verb == "job-apply"', windows: [24h]}
        - {name: price, aggregate: mean, of: objectAttributes.price, windows: [24h]}
        - {name: embedding, aggregate: mean, of: objectAttributes.embedding, where: 'verb == "job-apply"', windows: [6h]}
        - {name: recent, aggregate: last_k, k: 3, of: [object, objectAttributes.geo], windows: [24h]}
        - {name: seen, aggregate: exists, where: '!(objectAttributes.geo == "o''hare")', windows: [24h]}
      services:
        ranker: ['jobs@1.*']
        counts: ['jobs@1.applies_1h', 'jobs@1.applies_24h']
        both: ['jobs@1.applies_24h', 'items@1.views_1h']
      """;

  /** Features about objects. */
  public static final String ITEMS =
      """
      feature_set: items
      version: 1
      entity: object
      features:
        - {name: views, aggregate: count, where: 'verb == "job-view"', windows: [1h]}
        - {name: viewers, aggregate: count_distinct, of: actor, where: 'verb == "job-view"', windows: [24h]}
      """;

  /** Features about an actor and something of the objects. */
  public static final String ACTOR_PAIRS =
      """
      feature_set: actor_object
      version: 1
      entity: [actor, object]
      features:
        - {name: views, aggregate: count, where: 'verb == "job-view"', windows: [1h, 24h]}
        - {name: verbs, aggregate: top_k, of: verb, k: 3, windows: [24h]}
        - {name: objects, aggregate: count_distinct, of: object, windows: [24h]}
        - {name: recent, aggregate: last_k, k: 3, of: verb, windows: [24h]}
      services:
        pairs: ['actor_object@1.*', 'actor_geo@1.*', 'object_actor@1.*']
      """;

  /** The same with an attribute as key. */
  public static final String GEO_PAIRS =
      """
      feature_set: actor_geo
      version: 1
      entity: [actor, objectAttributes.geo]
      features:
        - {name: views, aggregate: count, where: 'verb == "job-view"', windows: [1h]}
        - {name: geos, aggregate: histogram, of: objectAttributes.geo, windows: [1h]}
      """;

  /** Features about an object and what is known of the actors: keys that stay in the JSON. */
  public static final String OBJECT_PAIRS =
      """
      feature_set: object_actor
      version: 1
      entity: [object, actorAttributes.industry, verbAttributes.dwell_ms]
      features:
        - {name: viewers, aggregate: count_distinct, of: actor, windows: [1h]}
      """;

  private Samples() {}

  /** Returns a catalogue of entities of several keys. */
  public static Catalogue pairs() {
    return catalogue(ACTOR_PAIRS, GEO_PAIRS, OBJECT_PAIRS);
  }

  /** Returns a catalogue of all of these. */
  public static Catalogue catalogue() {
    return catalogue(FEATURES, ITEMS);
  }

  /** Returns a catalogue of the attributes and of feature files. */
  public static Catalogue catalogue(String... files) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("attributes.yaml", ATTRIBUTES);
    for (int i = 0; i < files.length; i++) {
      texts.put("features/file" + i + ".yaml", files[i]);
    }
    return CatalogueLoader.load(texts);
  }
}
