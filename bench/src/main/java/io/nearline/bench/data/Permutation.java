package io.nearline.bench.data;

/**
 * The numbers from 0 in another order, in which neighbours are far apart: each is a stride from the
 * one before it, near the golden section of the whole. Needs no memory. Immutable.
 */
final class Permutation {
  private static final double GOLDEN_SECTION = 0.618_033_988_749_895;

  private final long size;
  private final long stride;
  private final long back;

  /**
   * Makes one.
   *
   * @param size how many numbers there are, at least 1
   */
  Permutation(int size) {
    long candidate = Math.max(1, Math.round(size * GOLDEN_SECTION));
    while (greatestCommonDivisor(candidate, size) != 1) {
      candidate++;
    }
    this.size = size;
    this.stride = candidate % size;
    this.back = inverse(candidate, size);
  }

  /** Returns the place of a number, both from 0 to size − 1. */
  int place(int number) {
    return (int) (number * stride % size);
  }

  /** Returns the number at a place. */
  int number(int place) {
    return (int) (place * back % size);
  }

  private static long greatestCommonDivisor(long one, long other) {
    return other == 0 ? one : greatestCommonDivisor(other, one % other);
  }

  /** Extended Euclid: the factor that undoes the multiplication by {@code value}. */
  private static long inverse(long value, long modulus) {
    long remainder = modulus;
    long next = value % modulus;
    long factor = 0;
    long nextFactor = 1;
    while (next != 0) {
      long quotient = remainder / next;
      long rest = remainder - quotient * next;
      remainder = next;
      next = rest;
      long restFactor = factor - quotient * nextFactor;
      factor = nextFactor;
      nextFactor = restFactor;
    }
    return Math.floorMod(factor, modulus);
  }
}
