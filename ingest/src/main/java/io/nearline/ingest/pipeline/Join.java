package io.nearline.ingest.pipeline;

import io.nearline.ingest.expression.Expression;

/**
 * A join with an attribute table.
 *
 * @param table the name by which expressions refer to what was found
 * @param topic the compacted topic that is the table: record key = join key, value = JSON object
 * @param key the join key: a string, or an integer that stands for its decimal text
 * @param onMiss what becomes of an event whose key the table doesn't have
 */
public record Join(String table, String topic, Expression key, MissPolicy onMiss) {}
