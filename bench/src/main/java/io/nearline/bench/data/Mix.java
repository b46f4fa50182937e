package io.nearline.bench.data;

/** Numbers that look random, made of numbers. */
public final class Mix {
  private Mix() {}

  /** Returns a number's image: SplitMix64's finalizer over the next step of its sequence. */
  public static long mix(long number) {
    long bits = number * 0x9E3779B97F4A7C15L + 0x9E3779B97F4A7C15L;
    bits = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
    return bits ^ (bits >>> 31);
  }
}
