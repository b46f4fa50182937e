package io.nearline.cli.replay;

import java.util.List;

/**
 * What a replay did.
 *
 * @param published how many events Kafka has
 * @param others how many of them are no standard actions
 * @param firstOthers the first of those: place and reason
 * @param withoutKey how many should have had a key of a field, but lack it
 */
record ReplaySummary(long published, long others, List<String> firstOthers, long withoutKey) {
  ReplaySummary {
    firstOthers = List.copyOf(firstOthers);
  }
}
