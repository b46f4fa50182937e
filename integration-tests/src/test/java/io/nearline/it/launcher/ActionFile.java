package io.nearline.it.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A file of seeded actions in the standard schema, without event ids.
 *
 * @param path the file
 * @param actions how many there are
 * @param perActor how many each actor has
 * @param applies how many job applies each actor has
 */
public record ActionFile(
    Path path, int actions, Map<Long, Long> perActor, Map<Long, Long> applies) {
  private static final List<String> VERBS =
      List.of("job-view", "job-view", "job-save", "job-apply");
  private static final int ACTORS = 200;
  private static final long YEAR_2014 = 1_400_000_000_000L;
  private static final int THREE_DAYS = 3 * 86_400_000;

  /** Writes a file of actions on jobs. */
  public static ActionFile write(Path path, int actions, long seed) {
    return write(path, actions, seed, "job");
  }

  /**
   * Writes a file.
   *
   * @param objects what the actions are on: {@code objects:0}, {@code objects:1} …
   */
  public static ActionFile write(Path path, int actions, long seed, String objects) {
    System.out.println("actions of seed " + seed);
    Random random = new Random(seed);
    Map<Long, Long> perActor = new TreeMap<>();
    Map<Long, Long> applies = new TreeMap<>();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < actions; i++) {
      long actor = random.nextInt(ACTORS) - 1L;
      String verb = VERBS.get(random.nextInt(VERBS.size()));
      perActor.merge(actor, 1L, Long::sum);
      if (verb.equals("job-apply")) {
        applies.merge(actor, 1L, Long::sum);
      }
      lines.add(
          String.format(
              Locale.ROOT,
              "{\"actor\":%d,\"actorAttributes\":null,\"verb\":\"%s\",\"verbAttributes\":{},"
                  + "\"object\":\"%s:%d\",\"objectAttributes\":{\"geo\":\"são %d\"},"
                  + "\"timestamp\":%d}",
              actor,
              verb,
              objects,
              random.nextInt(500),
              random.nextInt(5),
              YEAR_2014 + random.nextInt(THREE_DAYS)));
    }
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      Files.write(path, lines, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ActionFile(path, actions, perActor, applies);
  }
}
