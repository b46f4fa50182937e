package io.nearline.server.vector;

import io.nearline.features.definition.Feature;
import io.nearline.features.request.RequestValues;
import io.nearline.server.batch.Lookup.Completeness;
import io.nearline.server.pinot.PinotException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes one caller's vectors, in the order of the selection, of what a batch brought. */
public final class VectorAssembler {
  private static final Logger log = LoggerFactory.getLogger(VectorAssembler.class);

  private VectorAssembler() {}

  /**
   * Assembles.
   *
   * @param batch what the batch brought
   * @param caller which of the batch's callers, from 0
   * @param values the values that came with its call
   * @param maxStaleness values over older data are STALE, and those whose age nobody knows
   * @param completeness whether features whose answers can't be read fail the whole; where no
   *     feature's can be read, or nothing came at all, they do
   * @throws PinotException naming what can't be read, or why nothing came
   */
  public static Assembled assemble(
      BatchValues batch,
      int caller,
      RequestValues values,
      Optional<Duration> maxStaleness,
      Completeness completeness) {
    Optional<PinotException> failure = batch.failure(caller);
    if (failure.isPresent()) {
      throw failure.get();
    }
    requireReadable(batch, completeness);
    OptionalLong seenThrough = batch.seenThrough();
    boolean stale =
        maxStaleness.isPresent()
            && (seenThrough.isEmpty()
                || batch.asOfMillis() - seenThrough.getAsLong() > maxStaleness.get().toMillis());
    DerivedVectors vectors = new DerivedVectors(values);
    boolean whole = batch.isWhole(caller);
    for (KeyedValues feature : batch.aggregates()) {
      vectors.add(feature.vector(batch.keys(feature), caller, stale));
      whole &= feature.unreadable().isEmpty();
    }
    List<FeatureVector> selected = new ArrayList<>(batch.plan().selection().size());
    for (Feature feature : batch.plan().selection()) {
      selected.add(vectors.of(feature));
    }
    return new Assembled(selected, whole ? seenThrough : OptionalLong.empty());
  }

  /**
   * What was assembled.
   *
   * @param vectors one a feature, in the order of the selection
   * @param freshThroughMillis Pinot had taken in, from every partition that was asked for, what
   *     there was at this instant; empty when that is not known, or something is missing
   */
  public record Assembled(List<FeatureVector> vectors, OptionalLong freshThroughMillis) {

    /** Copies. */
    public Assembled {
      vectors = List.copyOf(vectors);
    }
  }

  private static void requireReadable(BatchValues batch, Completeness completeness) {
    int readable = 0;
    for (KeyedValues feature : batch.aggregates()) {
      readable += feature.unreadable().isEmpty() ? 1 : 0;
    }
    for (KeyedValues feature : batch.aggregates()) {
      if (feature.unreadable().isPresent()) {
        PinotException reason = feature.unreadable().get();
        if (readable == 0 || completeness == Completeness.ALL_OR_NOTHING) {
          throw reason;
        }
        log.warn(
            "{} has no values: {}", feature.feature().feature().fullName(), reason.getMessage());
      }
    }
  }
}
