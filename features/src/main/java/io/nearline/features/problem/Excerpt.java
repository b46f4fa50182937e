package io.nearline.features.problem;

/** Cuts texts that others wrote before a message repeats them. */
public final class Excerpt {
  /** The most UTF-16 units of a text that a message repeats. */
  public static final int LONGEST = 200;

  private Excerpt() {}

  /** Returns a text; of one longer than {@link #LONGEST} its beginning and an ellipsis. */
  public static String of(String text) {
    return of(text, LONGEST);
  }

  /**
   * Returns a text; of one longer than a limit its beginning and an ellipsis. No code point is cut
   * in two.
   *
   * @param longest the limit in UTF-16 units, at least 1
   */
  public static String of(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
    return text.substring(0, end) + "…";
  }
}
