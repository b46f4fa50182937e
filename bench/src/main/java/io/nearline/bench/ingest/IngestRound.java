package io.nearline.bench.ingest;

/**
 * The throughputs of a round.
 *
 * @param producer of a mere producer
 * @param exactlyOnce of ingest
 * @param atLeastOnce of ingest that promises less
 */
record IngestRound(Throughput producer, Throughput exactlyOnce, Throughput atLeastOnce) {}
