package io.nearline.ingest.configuration;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What ingest promises when it fails in the middle. */
public enum Guarantee {
  /** Every event takes effect once, and is visible once its transaction is committed. */
  EXACTLY_ONCE,
  /**
   * What wasn't committed is processed again: actions may come twice, and the account counts them
   * twice.
   */
  AT_LEAST_ONCE;

  /** Returns the name in ingest.yaml. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the guarantee of that name. */
  public static Optional<Guarantee> of(String text) {
    return Arrays.stream(values()).filter(guarantee -> guarantee.text().equals(text)).findFirst();
  }
}
