package io.nearline.ingest.pattern;

/** What a matcher tells of what it finds. */
public interface Findings {

  /** A sequence is complete. */
  void matched(Match match);

  /** An action came after one that follows it had been matched already, and isn't matched. */
  void late();

  /** An unfinished sequence was given up, since its actor has too many. */
  void dropped();
}
