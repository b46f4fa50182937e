package io.nearline.bench.system;

import io.nearline.process.Ports;

/**
 * The ports of a bench, all on the loopback address: two for each server, one for the echo, ten for
 * the stack.
 *
 * @param base the first
 */
record BenchPorts(int base) {
  private static final int SERVERS = 20;
  private static final int STACK = 10;

  /** Returns the first free ports from a port on. */
  static BenchPorts freeFrom(int port) {
    return new BenchPorts(Ports.freeBase(port, SERVERS + STACK));
  }

  /** Returns where a server listens. */
  int grpc(int server) {
    return base + 2 * server;
  }

  /** Returns where a server tells its metrics. */
  int metrics(int server) {
    return base + 2 * server + 1;
  }

  int echo() {
    return base + SERVERS - 1;
  }

  int stack() {
    return base + SERVERS;
  }
}
