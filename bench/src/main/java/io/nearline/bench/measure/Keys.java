package io.nearline.bench.measure;

import java.util.List;

/** The cells' names: what is called, {@code @}, and by how many callers. */
public final class Keys {
  /** The statement straight to the broker. */
  public static final String DIRECT_HTTP = "direct_http";

  /** The same through the Pinot Java client. */
  public static final String DIRECT_CLIENT = "direct_client";

  /** The same for many actors, by hand; with how many behind it. */
  public static final String DIRECT_BATCH = "direct_batch_";

  /** The gRPC server that does nothing. */
  public static final String ECHO = "echo";

  /** GetFeatures of five counters of one actor. */
  public static final String FEATURES = "features";

  /** The same without coalescing. */
  public static final String UNCOALESCED = "features_uncoalesced";

  /** The same of 100 actors a call. */
  public static final String FEATURES_100 = "features_100_actors";

  /** The same of one actor, who in half of the calls is the same one. */
  public static final String HOT = "features_hot_actor";

  /** One feature. */
  public static final String ONE = "bench_1";

  /** Fifty features. */
  public static final String FIFTY = "bench_50";

  /** The mean of vectors. */
  public static final String VECTORS = "bench_vectors";

  /** The five counters over the smaller of two tables. */
  public static final String SMALL_TABLE = "small_table";

  /** The five counters over the larger of two tables. */
  public static final String LARGE_TABLE = "large_table";

  /** The five counters at a fixed rate. */
  public static final String OPEN = "features@70%";

  /** The numbers of callers of those that are measured with several. */
  public static final List<Integer> CALLERS = List.of(1, 8, 64, 256);

  private Keys() {}

  /** Returns the key of a cell. */
  public static String of(String called, int callers) {
    return called + "@" + callers;
  }
}
