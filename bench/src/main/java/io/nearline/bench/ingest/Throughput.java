package io.nearline.bench.ingest;

/**
 * How fast events were taken.
 *
 * @param events how many counted
 * @param perSecond events in a second
 * @param clientMicros CPU time of who took them, per event, in microseconds
 * @param kafkaMicros CPU time of Kafka, per event, in microseconds
 */
record Throughput(long events, double perSecond, double clientMicros, double kafkaMicros) {}
