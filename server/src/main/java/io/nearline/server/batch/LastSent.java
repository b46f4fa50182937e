package io.nearline.server.batch;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The batch of each group that was sent last, as long as it is in flight. Who asks for the same as
 * one of its callers may have that one's answer: nobody of the group was given an answer of a later
 * instant before. Of a batch sent earlier that could not be said. Guarded by the coalescer's gate.
 */
final class LastSent<Q, A> {
  private final BatchWork<Q, A> work;
  private final Map<Object, Sent<Q, A>> lastOfGroup = new HashMap<>();

  LastSent(BatchWork<Q, A> work) {
    this.work = work;
  }

  /** A batch that is in flight. */
  private static final class Sent<Q, A> {
    private final Batch<Q, A> batch;

    /** Its callers by what they ask; null as long as nobody has wanted to know. */
    private @Nullable Map<Object, Caller<Q, A>> callers;

    Sent(Batch<Q, A> batch) {
      this.batch = batch;
    }

    Map<Object, Caller<Q, A>> callers(BatchWork<Q, A> work) {
      Map<Object, Caller<Q, A>> all = callers;
      if (all == null) {
        all = new HashMap<>();
        for (Caller<Q, A> caller : batch.callers()) {
          Map<Object, Caller<Q, A>> known = all;
          caller.question(work).ifPresent(question -> known.put(question, caller));
        }
        callers = all;
      }
      return all;
    }
  }

  /** Another batch is sent. */
  void sent(Batch<Q, A> batch) {
    lastOfGroup.put(batch.group(), new Sent<>(batch));
  }

  /** A batch is over. */
  void over(Batch<Q, A> batch) {
    Sent<Q, A> last = lastOfGroup.get(batch.group());
    if (last != null && last.batch.equals(batch)) {
      lastOfGroup.remove(batch.group());
    }
  }

  /** Returns who of the batch of its group that was sent last asks for the same. */
  Optional<Caller<Q, A>> asksTheSame(Caller<Q, A> caller) {
    Sent<Q, A> last = lastOfGroup.get(caller.group());
    return last == null
        ? Optional.empty()
        : caller.question(work).map(question -> last.callers(work).get(question));
  }
}
