package io.nearline.server.config;

/**
 * All that {@code server.yaml} and the command line say.
 *
 * @param grpc where callers come in
 * @param metrics where Prometheus comes in
 * @param pinot how to reach Pinot
 * @param limits what one call and one statement may ask for
 * @param deadlines how long a call may take
 */
public record ServerConfiguration(
    Endpoint grpc, Endpoint metrics, PinotConnection pinot, Limits limits, Deadlines deadlines) {}
