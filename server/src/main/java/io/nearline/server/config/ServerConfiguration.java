package io.nearline.server.config;

/**
 * All that {@code server.yaml} and the command line say.
 *
 * @param grpc where callers come in
 * @param metrics where Prometheus comes in
 * @param pinot how to reach Pinot
 * @param limits what one call, one statement and all statements together may ask for
 * @param coalescing whether requests are answered together
 * @param deadlines how long a call may take
 * @param heartbeats how the tables' freshness is known
 */
public record ServerConfiguration(
    Endpoint grpc,
    Endpoint metrics,
    PinotConnection pinot,
    Limits limits,
    Coalescing coalescing,
    Deadlines deadlines,
    Heartbeats heartbeats) {}
