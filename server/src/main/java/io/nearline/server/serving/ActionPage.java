package io.nearline.server.serving;

import io.nearline.features.action.Action;
import java.util.List;

/**
 * One page of actions.
 *
 * @param actions newest first
 * @param nextPageToken asks for the next page; empty on the last one
 * @param asOfMillis where the window ended, in epoch milliseconds
 */
public record ActionPage(List<Action> actions, String nextPageToken, long asOfMillis) {

  /** Copies. */
  public ActionPage {
    actions = List.copyOf(actions);
  }
}
