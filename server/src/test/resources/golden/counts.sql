jobs.applies_1h: lookup 0, statement 0: count: Pinot computes its terms exactly, with all others in one statement
jobs.applies_24h: lookup 0, statement 0: count: Pinot computes its terms exactly, with all others in one statement

-- aggregate
SELECT "actor", "sum"("timestamp" > 1699996400000), "count"(*) FROM "actions" WHERE "actor" IN (111, -9223372036854775808) AND "timestamp" > 1699913600000 AND "timestamp" <= 1700000000000 AND "verb" = 'job-apply' GROUP BY "actor" LIMIT 3

-- aggregate of one entity with many rows
SELECT "sum"("timestamp" > 1699996400000), "count"(*) FROM "actions" WHERE "actor" IN (111) AND "timestamp" > 1699913600000 AND "timestamp" <= 1700000000000 AND "verb" = 'job-apply' LIMIT 2

-- row_fetch instead of all
SELECT "actor", "timestamp", "verb" FROM "actions" WHERE "actor" IN (111, -9223372036854775808) AND "timestamp" > 1699913600000 AND "timestamp" <= 1700000000000 AND "verb" = 'job-apply' LIMIT 450
