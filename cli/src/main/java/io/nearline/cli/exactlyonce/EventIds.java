package io.nearline.cli.exactlyonce;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How often each event id was seen in each place, and whether it had to be. Of what patterns emit
 * it isn't known beforehand: what was seen in one place must be in all. Not thread-safe.
 */
final class EventIds {
  private static final int NAMED = 3;
  private static final int MOST = Byte.MAX_VALUE;

  private final List<String> places;

  /** By id: 1 if it is expected, then how often it was seen in each place. */
  private final Map<String, byte[]> counts = new HashMap<>();

  /** Makes it for some places, by their names. */
  EventIds(List<String> places) {
    this.places = List.copyOf(places);
  }

  /** An id that must be in every place once. */
  void expect(String id) {
    counts(id)[0] = 1;
  }

  /**
   * An id that was found.
   *
   * @param place the place's index
   */
  void found(int place, String id) {
    byte[] seen = counts(id);
    if (seen[place + 1] < MOST) {
      seen[place + 1]++;
    }
  }

  /**
   * Returns what each place has, and what is wrong with it.
   *
   * @param patterns the prefixes of the ids of patterns' emissions
   */
  List<Place> examine(List<String> patterns) {
    List<Place> examined = new ArrayList<>();
    for (int place = 0; place < places.size(); place++) {
      examined.add(examine(place, patterns));
    }
    return examined;
  }

  private Place examine(int place, List<String> patterns) {
    long records = 0;
    List<String> lost = new ArrayList<>();
    List<String> doubled = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (Map.Entry<String, byte[]> entry : counts.entrySet()) {
      byte[] seen = entry.getValue();
      int here = seen[place + 1];
      boolean emitted = seen[0] == 0 && patterns.contains(pipeline(entry.getKey()));
      records += here;
      if (here == 0 && (seen[0] == 1 || emitted)) {
        lost.add(entry.getKey());
      } else if (here > 1) {
        doubled.add(entry.getKey());
      } else if (here == 1 && seen[0] == 0 && !emitted) {
        unknown.add(entry.getKey());
      }
    }
    return new Place(places.get(place), records, lost, doubled, unknown);
  }

  private static String pipeline(String id) {
    return id.substring(0, Math.max(0, id.indexOf(':')));
  }

  private byte[] counts(String id) {
    return counts.computeIfAbsent(id, absent -> new byte[places.size() + 1]);
  }

  /**
   * What a place has.
   *
   * @param name what it is called
   * @param records how many ids were found there, doubles too
   * @param lost ids that should be there, and aren't
   * @param doubled ids that are there more than once
   * @param unknown ids that shouldn't be there at all
   */
  record Place(
      String name, long records, List<String> lost, List<String> doubled, List<String> unknown) {

    /** Returns its line of the report. */
    String line() {
      return String.format(
          Locale.ROOT,
          "%-30s %,9d   lost %,d, doubled %,d, unknown %,d",
          name,
          records,
          lost.size(),
          doubled.size(),
          unknown.size());
    }

    /** Returns what is wrong, with some of the ids. */
    List<String> problems() {
      List<String> problems = new ArrayList<>();
      add("lost", lost, problems);
      add("doubled", doubled, problems);
      add("unknown", unknown, problems);
      return problems;
    }

    private void add(String what, List<String> ids, List<String> problems) {
      if (!ids.isEmpty()) {
        problems.add(
            String.format(
                Locale.ROOT,
                "%s: %,d %s, such as %s",
                name,
                ids.size(),
                what,
                String.join(", ", ids.stream().sorted().limit(NAMED).toList())));
      }
    }
  }
}
