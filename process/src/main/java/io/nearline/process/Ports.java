package io.nearline.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Set;

/**
 * Consecutive TCP ports of the loopback address, each with the name of what will listen there.
 *
 * @param base the first port, 1…65535
 * @param owners the distinct names of the ports' owners: {@code owners.get(i)} has port {@code base
 *     + i}
 */
public record Ports(int base, List<String> owners) {
  private static final int HIGHEST = 65_535;

  public Ports {
    owners = List.copyOf(owners);
    if (Set.copyOf(owners).size() != owners.size()) {
      throw new IllegalArgumentException("owners: " + owners + " (expected: distinct names)");
    }
    requireRange(base, owners.size());
  }

  /**
   * Names {@code owners.length} ports beginning with {@code base}.
   *
   * @throws IllegalArgumentException if they don't fit below 65536
   */
  public static Ports from(int base, String... owners) {
    return new Ports(base, List.of(owners));
  }

  /**
   * The lowest base from {@code from} upwards at which {@code count} consecutive ports are free
   * now. Another process may take them before they are used.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static int freeBase(int from, int count) {
    requireRange(from, count);
    int base = from;
    for (int port = from; port < base + count; port++) {
      if (!isFree(port)) {
        base = port + 1;
        if (base + count - 1 > HIGHEST) {
          throw new IllegalArgumentException(
              "ports: no " + count + " consecutive free ones from " + from);
        }
      }
    }
    return base;
  }

  /**
   * The port of an owner.
   *
   * @throws IllegalArgumentException if {@code owner} is none of {@link #owners()}
   */
  public int of(String owner) {
    int index = owners.indexOf(owner);
    if (index < 0) {
      throw new IllegalArgumentException("owner: " + owner + " (expected: one of " + owners + ")");
    }
    return base + index;
  }

  /** The address of an owner as {@code 127.0.0.1:port}. */
  public String address(String owner) {
    return "127.0.0.1:" + of(owner);
  }

  /**
   * Sees that nobody listens on any of the ports.
   *
   * @throws PortTakenException for the first one in use
   */
  public void requireFree() {
    for (String owner : owners) {
      if (!isFree(of(owner))) {
        throw new PortTakenException(of(owner), owner);
      }
    }
  }

  /** Whether nobody listens on this port, neither on the loopback address nor on all addresses. */
  public static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // Connections of a process that has ended keep a port in TIME_WAIT, which hinders no
      // listener.
      socket.setReuseAddress(true);
      socket.bind(
          new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 1);
      return true;
    } catch (IOException taken) {
      return false;
    }
  }

  private static void requireRange(int base, int count) {
    if (base < 1 || base + count - 1 > HIGHEST) {
      throw new IllegalArgumentException(
          "base port: " + base + " (expected: 1 to " + (HIGHEST + 1 - count) + ")");
    }
  }
}
