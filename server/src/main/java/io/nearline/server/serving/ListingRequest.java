package io.nearline.server.serving;

import io.nearline.server.pinot.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which actions to list.
 *
 * @param actor the actor
 * @param verbs only these; empty: all
 * @param window how far back; empty: as far as the table keeps actions
 * @param asOfMillis where the window ends, in epoch milliseconds; empty: now
 * @param where a condition of the feature language; empty: none
 * @param limit actions in one page; 0: the default
 * @param pageToken the token of the page before; empty: the first page
 * @param deadline when the caller's time is out
 */
public record ListingRequest(
    long actor,
    List<String> verbs,
    Optional<Duration> window,
    OptionalLong asOfMillis,
    String where,
    int limit,
    String pageToken,
    Deadline deadline) {

  /** Copies. */
  public ListingRequest {
    verbs = List.copyOf(verbs);
  }

  /** Returns what must be the same for all pages of one listing. */
  int fingerprint() {
    return Objects.hash(actor, verbs, window, where);
  }
}
