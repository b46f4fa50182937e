package io.nearline.server.plan;

import io.nearline.features.aggregate.Decomposition;
import java.util.List;

/** Where a feature's value comes from. */
public sealed interface FeatureSource {

  /**
   * Pinot computes terms, the aggregate combines them.
   *
   * @param decomposition the aggregate's terms and how they are combined
   * @param terms where each comes from, at least one
   */
  record Terms(Decomposition decomposition, List<TermSource> terms) implements FeatureSource {

    /** Copies. */
    public Terms {
      terms = List.copyOf(terms);
    }
  }

  /**
   * The aggregate is evaluated over fetched rows.
   *
   * @param statement the index of the row fetch
   */
  record Rows(int statement) implements FeatureSource {}
}
