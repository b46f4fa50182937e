package io.nearline.ingest.pipeline;

import io.nearline.ingest.pattern.ActionPattern;
import java.util.List;

/**
 * What {@code pipelines.yaml} says.
 *
 * @param pipelines how raw events become actions
 * @param patterns how sequences of actions become actions
 */
public record Pipelines(List<Pipeline> pipelines, List<ActionPattern> patterns) {
  /** Neither. */
  public static final Pipelines NONE = new Pipelines(List.of(), List.of());

  /** Copies the lists. */
  public Pipelines {
    pipelines = List.copyOf(pipelines);
    patterns = List.copyOf(patterns);
  }
}
