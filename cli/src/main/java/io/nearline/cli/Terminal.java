package io.nearline.cli;

/** What the launcher script has found out about where the output goes. */
public final class Terminal {
  private Terminal() {}

  /** Returns whether a person looks at both outputs, so that lines may be drawn over. */
  public static boolean isInteractive() {
    return Boolean.getBoolean("nearline.terminal");
  }
}
