jobs.applies_1h: lookup 0, statement 0: count: Pinot computes its terms exactly, with all others in one statement
jobs.applies_24h: lookup 0, statement 0: count: Pinot computes its terms exactly, with all others in one statement
jobs.geos_24h: lookup 0, statement 1: top_k: Pinot counts exactly by objectAttributes.geo
jobs.price_24h: lookup 0, statement 0: mean: Pinot computes its terms exactly, with all others in one statement
jobs.embedding_6h: lookup 0, statement 2: mean over vector(2) needs the rows: Pinot has no exact aggregation for it
jobs.recent_24h: lookup 0, statement 2: last_k over list(struct(object: string, objectAttributes.geo: string)) needs the rows: Pinot has no exact aggregation for it
jobs.seen_24h: lookup 0, statement 0: exists: Pinot computes its terms exactly, with all others in one statement

-- aggregate
SELECT "actor", "sum"("timestamp" > 1699996400000 AND "verb" = 'job-apply'), "max"("case"("timestamp" > 1699996400000 AND "verb" = 'job-apply', "timestamp", -9007199254740992)), "sum"("verb" = 'job-apply'), "max"("case"("verb" = 'job-apply', "timestamp", -9007199254740992)), "max"("case"("verb" = 'job-apply' AND "objectGeo" <> '__missing__', "timestamp", -9007199254740992)), "sum"("verb" = 'job-apply' AND "objectGeo" <> '__missing__'), "sum"("case"("objectPrice" >= -1.7976931348623157E308, "objectPrice", 0)), "sum"("objectPrice" >= -1.7976931348623157E308), "max"("case"("objectPrice" >= -1.7976931348623157E308, "timestamp", -9007199254740992)), "sum"(("objectGeo" = '__missing__' OR "objectGeo" <> 'o''hare')), "max"("case"(("objectGeo" = '__missing__' OR "objectGeo" <> 'o''hare'), "timestamp", -9007199254740992)) FROM "actions" WHERE "actor" IN (111, -9223372036854775808) AND "timestamp" > 1699913600000 AND "timestamp" <= 1700000000000 AND "verb" <> 'nearline.heartbeat' GROUP BY "actor" LIMIT 3

-- group_by
SELECT "actor", "objectGeo", "count"(*) FROM "actions" WHERE "actor" IN (111, -9223372036854775808) AND "timestamp" > 1699913600000 AND "timestamp" <= 1700000000000 AND "verb" = 'job-apply' AND "objectGeo" <> '__missing__' GROUP BY "actor", "objectGeo" LIMIT 50000

-- row_fetch
SELECT "actor", "timestamp", "verb", "objectEmbedding", "eventId", "object", "objectGeo" FROM "actions" WHERE "actor" IN (111, -9223372036854775808) AND "timestamp" > 1699913600000 AND "timestamp" <= 1700000000000 AND "verb" <> 'nearline.heartbeat' LIMIT 20000

-- aggregate of a given instant
SELECT "actor", "sum"("timestamp" > 1699996400000 AND "verb" = 'job-apply'), "max"("case"("timestamp" > 1699996400000 AND "verb" = 'job-apply', "timestamp", -9007199254740992)), "sum"("verb" = 'job-apply'), "max"("case"("verb" = 'job-apply', "timestamp", -9007199254740992)), "max"("case"("verb" = 'job-apply' AND "objectGeo" <> '__missing__', "timestamp", -9007199254740992)), "sum"("verb" = 'job-apply' AND "objectGeo" <> '__missing__'), "sumprecision"("case"("objectPrice" >= -1.7976931348623157E308, "objectPrice", 0)), "sum"("objectPrice" >= -1.7976931348623157E308), "max"("case"("objectPrice" >= -1.7976931348623157E308, "timestamp", -9007199254740992)), "sum"(("objectGeo" = '__missing__' OR "objectGeo" <> 'o''hare')), "max"("case"(("objectGeo" = '__missing__' OR "objectGeo" <> 'o''hare'), "timestamp", -9007199254740992)) FROM "actions" WHERE "actor" IN (111, -9223372036854775808) AND "timestamp" > 1699913600000 AND "timestamp" <= 1700000000000 AND "verb" <> 'nearline.heartbeat' GROUP BY "actor" LIMIT 3

-- aggregate of one entity with many rows
SELECT "sum"("timestamp" > 1699996400000 AND "verb" = 'job-apply'), "max"("case"("timestamp" > 1699996400000 AND "verb" = 'job-apply', "timestamp", -9007199254740992)), "sum"("verb" = 'job-apply'), "max"("case"("verb" = 'job-apply', "timestamp", -9007199254740992)), "max"("case"("verb" = 'job-apply' AND "objectGeo" <> '__missing__', "timestamp", -9007199254740992)), "sum"("verb" = 'job-apply' AND "objectGeo" <> '__missing__'), "sum"("case"("objectPrice" >= -1.7976931348623157E308, "objectPrice", 0)), "sum"("objectPrice" >= -1.7976931348623157E308), "max"("case"("objectPrice" >= -1.7976931348623157E308, "timestamp", -9007199254740992)), "sum"(("objectGeo" = '__missing__' OR "objectGeo" <> 'o''hare')), "max"("case"(("objectGeo" = '__missing__' OR "objectGeo" <> 'o''hare'), "timestamp", -9007199254740992)) FROM "actions" WHERE "actor" IN (111) AND "timestamp" > 1699913600000 AND "timestamp" <= 1700000000000 AND "verb" <> 'nearline.heartbeat' LIMIT 2

-- row_fetch instead of all
SELECT "actor", "timestamp", "verb", "objectGeo", "objectPrice", "objectEmbedding", "eventId", "object" FROM "actions" WHERE "actor" IN (111, -9223372036854775808) AND "timestamp" > 1699913600000 AND "timestamp" <= 1700000000000 AND "verb" <> 'nearline.heartbeat' LIMIT 1425
