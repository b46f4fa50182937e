package io.nearline.cli;

/** What the launcher script has found out about where the output goes. */
public final class Terminal {
  private Terminal() {}

  /** Returns whether a person looks at both outputs, so that lines may be drawn over. */
  public static boolean isInteractive() {
    return columns() > 0;
  }

  /** Returns how wide the person's terminal is; 0 without one. */
  public static int columns() {
    return Integer.getInteger("nearline.columns", 0);
  }
}
