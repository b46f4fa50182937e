package io.nearline.features.definition;

import io.nearline.features.problem.Excerpt;
import io.nearline.features.problem.Problem;
import io.nearline.features.problem.Problems;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The definitions that may have been served, by versioned name: none of them may ever change, since
 * a model that was trained on one would be given another. Names are never forgotten: a feature that
 * is gone does not come back as another. Immutable.
 *
 * <p>Its file {@value #FILE} in the configuration directory has one line for each, sorted: the
 * versioned name and the hash. Lines that are empty or begin with {@code #} mean nothing.
 */
public final class DefinitionLock {
  /** The file's name. */
  public static final String FILE = "features.lock";

  /** The lock of no definition. */
  public static final DefinitionLock EMPTY = new DefinitionLock(new TreeMap<>());

  private static final String HEADER =
      """
      # What has been defined under each name, as a hash. './nearline features check' adds to this file, and it and the
      # server refuse a definition that has changed under its name: a change is a new version of the set. Commit the file;
      # take a line out only if nobody was ever served its definition.
      """;

  private static final Pattern LINE =
      Pattern.compile(
          "(" + Names.PATTERN + "@[1-9]\\d*\\." + Names.PATTERN + ") ([0-9a-f]{16})\\s*");

  private final SortedMap<String, String> hashes;

  private DefinitionLock(SortedMap<String, String> hashes) {
    this.hashes = Collections.unmodifiableSortedMap(hashes);
  }

  /**
   * A definition that is another than the one locked under its name.
   *
   * @param versionedName the name, such as {@code jobs@1.views_24h}
   * @param lockedHash the hash of the definition that is locked
   * @param hash the hash of the definition that there is
   */
  public record Change(String versionedName, String lockedHash, String hash) {
    /** What is expected instead of a change. */
    public static final String EXPECTATION =
        "a new version of the set, or the definition as it was";

    /** Returns in words what there is. */
    public String value() {
      return versionedName + " with hash " + hash + ", where " + lockedHash + " is locked";
    }
  }

  /** Returns the lock of all definitions of a catalogue. */
  public static DefinitionLock of(Catalogue catalogue) {
    return EMPTY.with(catalogue);
  }

  /** Reads a file; lines that are none are reported. */
  public static DefinitionLock read(String text, Problems problems) {
    SortedMap<String, String> hashes = new TreeMap<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      Matcher matcher = LINE.matcher(line);
      if (!matcher.matches()) {
        String expectation = "set@version.name and 16 hexadecimal digits, or a comment";
        problems.add(new Problem(FILE, i + 1, "", Excerpt.of(line), expectation));
      } else if (hashes.putIfAbsent(matcher.group(1), matcher.group(2)) != null) {
        problems.add(new Problem(FILE, i + 1, "", matcher.group(1), "each name once"));
      }
    }
    return new DefinitionLock(hashes);
  }

  /** Returns the definitions of a catalogue that are not those locked, in the order of names. */
  public List<Change> changes(Catalogue catalogue) {
    List<Change> changes = new ArrayList<>();
    hashes.forEach(
        (name, locked) -> {
          String hash = catalogue.hashes().get(name);
          if (hash != null && !hash.equals(locked)) {
            changes.add(new Change(name, locked, hash));
          }
        });
    return changes;
  }

  /** Returns the lock that has the definitions of a catalogue besides; those locked stay. */
  public DefinitionLock with(Catalogue catalogue) {
    SortedMap<String, String> all = new TreeMap<>(hashes);
    catalogue.hashes().forEach((name, hash) -> all.putIfAbsent(name, hash));
    return new DefinitionLock(all);
  }

  /**
   * Returns the versioned names of the definitions of a catalogue that are not locked, in order.
   */
  public List<String> missing(Catalogue catalogue) {
    return with(catalogue).hashes.keySet().stream()
        .filter(name -> !hashes.containsKey(name))
        .toList();
  }

  /** Returns the file's content. */
  public String text() {
    StringBuilder text = new StringBuilder(HEADER);
    hashes.forEach((name, hash) -> text.append(name).append(' ').append(hash).append('\n'));
    return text.toString();
  }
}
