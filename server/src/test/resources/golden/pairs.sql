actor_object.views_1h: lookup 0, statement 0: count: Pinot computes its terms exactly, with all others in one statement
actor_object.views_24h: lookup 0, statement 0: count: Pinot computes its terms exactly, with all others in one statement
actor_object.verbs_24h: lookup 0, statement 1: top_k: Pinot counts exactly by verb
actor_object.objects_24h: lookup 0, statement 0: count_distinct: Pinot computes its terms exactly, with all others in one statement
actor_object.recent_24h: lookup 0, statement 2: last_k over list(string) needs the rows: Pinot has no exact aggregation for it
actor_geo.views_1h: lookup 1, statement 0: count: Pinot computes its terms exactly, with all others in one statement
actor_geo.geos_1h: lookup 1, statement 1: histogram: Pinot counts exactly by objectAttributes.geo
object_actor.viewers_1h: lookup 2, statement 0: count_distinct: Pinot computes its terms exactly, with all others in one statement

-- aggregate
SELECT "actor", "object", "sum"("timestamp" > 1699996400000 AND "verb" = 'job-view'), "sum"("verb" = 'job-view'), "distinctcount"("object") FROM "actions" WHERE "actor" IN (111, -9223372036854775808) AND "object" IN ('job:1', 'it''s') AND "timestamp" > 1699913600000 AND "timestamp" <= 1700000000000 AND "verb" <> 'nearline.heartbeat' GROUP BY "actor", "object" LIMIT 5

-- group_by
SELECT "actor", "object", "verb", "count"(*) FROM "actions" WHERE "actor" IN (111, -9223372036854775808) AND "object" IN ('job:1', 'it''s') AND "timestamp" > 1699913600000 AND "timestamp" <= 1700000000000 AND "verb" <> 'nearline.heartbeat' GROUP BY "actor", "object", "verb" LIMIT 50000

-- row_fetch
SELECT "actor", "object", "timestamp", "verb", "eventId" FROM "actions" WHERE "actor" IN (111, -9223372036854775808) AND "object" IN ('job:1', 'it''s') AND "timestamp" > 1699913600000 AND "timestamp" <= 1700000000000 AND "verb" <> 'nearline.heartbeat' LIMIT 20000

-- aggregate of one entity with many rows
SELECT "sum"("timestamp" > 1699996400000 AND "verb" = 'job-view'), "sum"("verb" = 'job-view'), "distinctcount"("object") FROM "actions" WHERE "actor" IN (111) AND "object" IN ('job:1') AND "timestamp" > 1699913600000 AND "timestamp" <= 1700000000000 AND "verb" <> 'nearline.heartbeat' LIMIT 2

-- row_fetch instead of all
SELECT "actor", "object", "timestamp", "verb", "eventId" FROM "actions" WHERE "actor" IN (111, -9223372036854775808) AND "object" IN ('job:1', 'it''s') AND "timestamp" > 1699913600000 AND "timestamp" <= 1700000000000 AND "verb" <> 'nearline.heartbeat' LIMIT 975

-- aggregate
SELECT "actor", "objectGeo", "count"(*) FROM "actions" WHERE "actor" IN (111, -9223372036854775808) AND "objectGeo" IN ('job:1', 'it''s') AND "objectGeo" <> '__missing__' AND "timestamp" > 1699996400000 AND "timestamp" <= 1700000000000 AND "verb" = 'job-view' GROUP BY "actor", "objectGeo" LIMIT 5

-- group_by
SELECT "actor", "objectGeo", "count"(*) FROM "actions" WHERE "actor" IN (111, -9223372036854775808) AND "objectGeo" IN ('job:1', 'it''s') AND "objectGeo" <> '__missing__' AND "timestamp" > 1699996400000 AND "timestamp" <= 1700000000000 AND "verb" <> 'nearline.heartbeat' GROUP BY "actor", "objectGeo" LIMIT 50000

-- aggregate of one entity with many rows
SELECT "count"(*) FROM "actions" WHERE "actor" IN (111) AND "objectGeo" IN ('job:1') AND "objectGeo" <> '__missing__' AND "timestamp" > 1699996400000 AND "timestamp" <= 1700000000000 AND "verb" = 'job-view' LIMIT 2

-- row_fetch instead of all
SELECT "actor", "objectGeo", "timestamp", "verb" FROM "actions" WHERE "actor" IN (111, -9223372036854775808) AND "objectGeo" IN ('job:1', 'it''s') AND "objectGeo" <> '__missing__' AND "timestamp" > 1699996400000 AND "timestamp" <= 1700000000000 AND "verb" <> 'nearline.heartbeat' LIMIT 1300

-- aggregate
SELECT "object", JSON_EXTRACT_SCALAR("actorAttributes", '$.industry', 'STRING', '__missing__'), JSON_EXTRACT_SCALAR("verbAttributes", '$.dwell_ms', 'LONG', -9223372036854775808), "distinctcount"("actor") FROM "actions_by_object" WHERE "object" IN ('job:1', 'it''s') AND JSON_EXTRACT_SCALAR("actorAttributes", '$.industry', 'STRING', '__missing__') IN ('job:1', 'it''s') AND JSON_EXTRACT_SCALAR("actorAttributes", '$.industry', 'STRING', '__missing__') <> '__missing__' AND JSON_EXTRACT_SCALAR("verbAttributes", '$.dwell_ms', 'LONG', -9223372036854775808) IN (111, -9223372036854775808) AND JSON_EXTRACT_SCALAR("verbAttributes", '$.dwell_ms', 'LONG', -9223372036854775808) <> -9223372036854775808 AND "timestamp" > 1699996400000 AND "timestamp" <= 1700000000000 AND "verb" <> 'nearline.heartbeat' GROUP BY "object", JSON_EXTRACT_SCALAR("actorAttributes", '$.industry', 'STRING', '__missing__'), JSON_EXTRACT_SCALAR("verbAttributes", '$.dwell_ms', 'LONG', -9223372036854775808) LIMIT 9

-- aggregate of one entity with many rows
SELECT "distinctcount"("actor") FROM "actions_by_object" WHERE "object" IN ('job:1') AND JSON_EXTRACT_SCALAR("actorAttributes", '$.industry', 'STRING', '__missing__') IN ('job:1') AND JSON_EXTRACT_SCALAR("actorAttributes", '$.industry', 'STRING', '__missing__') <> '__missing__' AND JSON_EXTRACT_SCALAR("verbAttributes", '$.dwell_ms', 'LONG', -9223372036854775808) IN (111) AND JSON_EXTRACT_SCALAR("verbAttributes", '$.dwell_ms', 'LONG', -9223372036854775808) <> -9223372036854775808 AND "timestamp" > 1699996400000 AND "timestamp" <= 1700000000000 AND "verb" <> 'nearline.heartbeat' LIMIT 2

-- row_fetch instead of all
SELECT "object", JSON_EXTRACT_SCALAR("actorAttributes", '$.industry', 'STRING', '__missing__'), JSON_EXTRACT_SCALAR("verbAttributes", '$.dwell_ms', 'LONG', -9223372036854775808), "timestamp", "verb", "actor" FROM "actions_by_object" WHERE "object" IN ('job:1', 'it''s') AND JSON_EXTRACT_SCALAR("actorAttributes", '$.industry', 'STRING', '__missing__') IN ('job:1', 'it''s') AND JSON_EXTRACT_SCALAR("actorAttributes", '$.industry', 'STRING', '__missing__') <> '__missing__' AND JSON_EXTRACT_SCALAR("verbAttributes", '$.dwell_ms', 'LONG', -9223372036854775808) IN (111, -9223372036854775808) AND JSON_EXTRACT_SCALAR("verbAttributes", '$.dwell_ms', 'LONG', -9223372036854775808) <> -9223372036854775808 AND "timestamp" > 1699996400000 AND "timestamp" <= 1700000000000 AND "verb" <> 'nearline.heartbeat' LIMIT 81
