package io.nearline.ingest.topology;

/** A configuration of several pipelines, and events for it. */
final class SampleEvents {
  static final String ATTRIBUTES =
      """
      attributes:
        actorAttributes.industry: {type: string}
        verbAttributes.device: {type: string}
        verbAttributes.promoted: {type: bool, column: verbPromoted}
        objectAttributes.geo: {type: string, column: objectGeo}
        objectAttributes.salary: {type: double, column: objectSalary}
        objectAttributes.embedding: {type: vector, dimension: 3, column: objectEmbedding}
      entities:
        actor: {table: actions, type: int64, retention: 96h}
        object: {table: actions_by_object, type: string, retention: 48h}
      """;
  static final String PIPELINES =
      """
      pipelines:
        - name: jobs
          from: [raw.jobs]
          format: json
          event_id: event.id
          filter: '!has(event.bot) || !event.bot'
          join:
            - {table: job, topic: attributes.jobs, key: 'string(event.job_id)'}
            - {table: member, topic: attributes.members, key: event.member_id, on_miss: drop}
          action:
            actor: event.member_id
            verb: '"job-" + event.type'
            object: '"job:" + string(event.job_id)'
            timestamp: event.ts
            actorAttributes: '{"industry": member.industry}'
            verbAttributes: '{"device": event.device, ?"promoted": event.?promoted}'
            objectAttributes: job
        - name: searches
          from: [raw.shop]
          format: key_value
          filter: 'has(event.search)'
          action:
            actor: int(event.user)
            verb: '"search"'
            object: '"query:" + event.search'
            timestamp: int(event.epoch_ms)
        - name: shop
          from: [raw.shop]
          format: key_value
          filter: '!has(event.search)'
          join: [{table: item, topic: attributes.items, key: event.item, on_miss: dead_letter}]
          action:
            actor: int(event.user)
            verb: event.action
            object: '"item:" + event.item'
            timestamp: int(event.epoch_ms)
            objectAttributes: item
        - {name: actions, from: [raw.actions, recorded], format: action, keyed_by: actor}
      """;

  private SampleEvents() {}

  static String job(String id, long jobId, String more) {
    return "{\"id\": \""
        + id
        + "\", \"member_id\": 111, \"type\": \"apply\", \"job_id\": "
        + jobId
        + ", \"ts\": 1739603345678, \"device\": \"mobile\", "
        + more
        + "}";
  }

  static String action(String id, long actor, long timestamp) {
    return "{\"eventId\": \""
        + id
        + "\", \"actor\": "
        + actor
        + ", \"verb\": \"vote\", \"object\": \"post:1\", \"timestamp\": "
        + timestamp
        + "}";
  }
}
