package io.nearline.bench.target;

import io.nearline.proto.v1.GetFeaturesResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps every so-many-th answer, up to a number, until it is taken. Safe for use by several
 * threads.
 */
public final class Samples {
  /** Keeps nothing, for servers whose answers are no features. */
  public static final Samples NONE = new Samples(Integer.MAX_VALUE, 0);

  private final int every;
  private final int most;
  private final AtomicInteger offered = new AtomicInteger();
  private final AtomicInteger kept = new AtomicInteger();
  private final ConcurrentLinkedQueue<Sample> samples = new ConcurrentLinkedQueue<>();

  /**
   * Keeps some.
   *
   * @param every of how many answers one is kept, at least 1
   * @param most how many are kept at once
   */
  public Samples(int every, int most) {
    this.every = every;
    this.most = most;
  }

  /**
   * An answer.
   *
   * @param service whose features it has
   * @param actors who was asked for
   */
  public record Sample(String service, List<Long> actors, GetFeaturesResponse response) {
    /** Copies the actors. */
    public Sample {
      actors = List.copyOf(actors);
    }
  }

  void offer(String service, long[] actors, GetFeaturesResponse response) {
    if (offered.getAndIncrement() % every == 0 && kept.getAndIncrement() < most) {
      samples.add(new Sample(service, Arrays.stream(actors).boxed().toList(), response));
    }
  }

  /** Returns those that were kept, and forgets them. */
  public List<Sample> take() {
    List<Sample> taken = new ArrayList<>(samples);
    samples.clear();
    kept.set(0);
    return taken;
  }
}
