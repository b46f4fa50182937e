package io.nearline.server.batch;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The batch that was sent last, as long as it is in flight. Who asks for the same as one of its
 * callers may have that one's answer: nobody was given an answer of a later instant before. Of a
 * batch sent earlier that could not be said. Guarded by the coalescer's gate.
 */
final class LastSent<Q, A> {
  private final BatchWork<Q, A> work;
  private @Nullable Batch<Q, A> batch;

  /** Its callers by what they ask; null as long as nobody has wanted to know. */
  private @Nullable Map<Object, Caller<Q, A>> callers;

  LastSent(BatchWork<Q, A> work) {
    this.work = work;
  }

  /** Another batch is sent. */
  void sent(Batch<Q, A> sent) {
    batch = sent;
    callers = null;
  }

  /** A batch is over. */
  void over(Batch<Q, A> sent) {
    if (sent.equals(batch)) {
      batch = null;
      callers = null;
    }
  }

  /** Returns who of the batch asks for the same. */
  Optional<Caller<Q, A>> asksTheSame(Caller<Q, A> caller) {
    Batch<Q, A> last = batch;
    if (last == null) {
      return Optional.empty();
    }
    Optional<Object> question = caller.question(work);
    if (question.isEmpty()) {
      return Optional.empty();
    }
    Map<Object, Caller<Q, A>> known = callers;
    if (known == null) {
      known = byQuestion(last);
      callers = known;
    }
    return Optional.ofNullable(known.get(question.get()));
  }

  private Map<Object, Caller<Q, A>> byQuestion(Batch<Q, A> sent) {
    Map<Object, Caller<Q, A>> all = new HashMap<>();
    for (Caller<Q, A> caller : sent.callers()) {
      caller.question(work).ifPresent(question -> all.put(question, caller));
    }
    return all;
  }
}
