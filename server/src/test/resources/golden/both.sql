jobs.applies_24h: lookup 0, statement 0: count: Pinot computes its terms exactly, with all others in one statement
items.views_1h: lookup 1, statement 0: count: Pinot computes its terms exactly, with all others in one statement

-- aggregate
SELECT "actor", "count"(*) FROM "actions" WHERE "actor" IN (111, -9223372036854775808) AND "timestamp" > 1699913600000 AND "timestamp" <= 1700000000000 AND "verb" = 'job-apply' GROUP BY "actor" LIMIT 3

-- aggregate of one entity with many rows
SELECT "count"(*) FROM "actions" WHERE "actor" IN (111) AND "timestamp" > 1699913600000 AND "timestamp" <= 1700000000000 AND "verb" = 'job-apply' LIMIT 2

-- row_fetch instead of all
SELECT "actor", "timestamp", "verb" FROM "actions" WHERE "actor" IN (111, -9223372036854775808) AND "timestamp" > 1699913600000 AND "timestamp" <= 1700000000000 AND "verb" = 'job-apply' LIMIT 180

-- aggregate
SELECT "object", "count"(*) FROM "actions_by_object" WHERE "object" IN ('job:1', 'it''s') AND "timestamp" > 1699996400000 AND "timestamp" <= 1700000000000 AND "verb" = 'job-view' GROUP BY "object" LIMIT 3

-- aggregate of one entity with many rows
SELECT "count"(*) FROM "actions_by_object" WHERE "object" IN ('job:1') AND "timestamp" > 1699996400000 AND "timestamp" <= 1700000000000 AND "verb" = 'job-view' LIMIT 2

-- row_fetch instead of all
SELECT "object", "timestamp", "verb" FROM "actions_by_object" WHERE "object" IN ('job:1', 'it''s') AND "timestamp" > 1699996400000 AND "timestamp" <= 1700000000000 AND "verb" = 'job-view' LIMIT 180
