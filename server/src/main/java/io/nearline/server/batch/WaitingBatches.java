package io.nearline.server.batch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The calls that wait, in batches: in the order in which the first of each came, but those whose
 * batch failed come first. Guarded by the coalescer's gate.
 */
final class WaitingBatches<Q, A> {
  private final BatchWork<Q, A> work;
  private final Deque<Batch<Q, A>> queue = new ArrayDeque<>();

  /** The batch of each group that callers may still join. */
  private final Map<Object, Batch<Q, A>> open = new HashMap<>();

  private int calls;
  private long entities;

  WaitingBatches(BatchWork<Q, A> work) {
    this.work = work;
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  /** Returns how many calls wait. */
  int calls() {
    return calls;
  }

  /** Returns how many entities the calls that wait ask for. */
  long entities() {
    return entities;
  }

  /** Adds a caller to its group's batch; if that has no room, to a new one at the end. */
  void add(Caller<Q, A> caller) {
    Batch<Q, A> batch = open.get(caller.group());
    if (batch == null || !batch.join(caller)) {
      batch = new Batch<>(caller.group(), work.room(caller.call()));
      if (!batch.join(caller)) {
        throw new IllegalStateException("an empty batch has no room (expected: for any one call)");
      }
      open.put(caller.group(), batch);
      queue.add(batch);
    }
    beginsToWait(caller, batch);
  }

  private void beginsToWait(Caller<Q, A> caller, Batch<Q, A> batch) {
    caller.waitIn(batch);
    calls++;
    entities += caller.entities();
  }

  private void waitsNoLonger(Caller<Q, A> caller) {
    caller.waitNoLonger();
    calls--;
    entities -= caller.entities();
  }

  /** Puts callers whose batch failed ahead of all, as two batches that nobody joins. */
  void addInHalves(Batch<Q, A> failed) {
    List<Caller<Q, A>> left = failed.callers().stream().filter(caller -> !caller.isGone()).toList();
    int middle = (left.size() + 1) / 2;
    addFirst(failed.group(), left.subList(middle, left.size()));
    addFirst(failed.group(), left.subList(0, middle));
  }

  private void addFirst(Object group, List<Caller<Q, A>> callers) {
    if (callers.isEmpty()) {
      return;
    }
    Batch<Q, A> half = Batch.of(group, callers);
    callers.forEach(caller -> beginsToWait(caller, half));
    queue.addFirst(half);
  }

  /** A batch that waits no longer, and those of its callers who are too late to be in it. */
  record Taken<Q, A>(Batch<Q, A> batch, List<Caller<Q, A>> late) {}

  /**
   * Takes the first batch out that may be sent; it may have no callers left.
   *
   * @return null when there is none
   */
  @Nullable Taken<Q, A> removeFirst(Predicate<Batch<Q, A>> mayBeSent) {
    for (Iterator<Batch<Q, A>> batches = queue.iterator(); batches.hasNext(); ) {
      Batch<Q, A> batch = batches.next();
      if (mayBeSent.test(batch)) {
        batches.remove();
        return taken(batch);
      }
    }
    return null;
  }

  /**
   * Takes the batch out that is next, if it may be sent; it may have no callers left.
   *
   * @return null when it may not, or there is none
   */
  @Nullable Taken<Q, A> removeNext(Predicate<Batch<Q, A>> mayBeSent) {
    Batch<Q, A> next = queue.peekFirst();
    if (next == null || !mayBeSent.test(next)) {
      return null;
    }
    queue.removeFirst();
    return taken(next);
  }

  private Taken<Q, A> taken(Batch<Q, A> batch) {
    open.remove(batch.group(), batch);
    List<Caller<Q, A>> late = new ArrayList<>();
    List<Caller<Q, A>> gone = new ArrayList<>();
    for (Caller<Q, A> caller : batch.callers()) {
      waitsNoLonger(caller);
      if (caller.isLate()) {
        late.add(caller);
      } else if (caller.isGone()) {
        gone.add(caller);
      }
    }
    late.forEach(batch::leave);
    gone.forEach(batch::leave);
    return new Taken<>(batch, late);
  }

  /** Takes a caller out, if it waits. */
  void leave(Caller<Q, A> caller) {
    if (!caller.waits()) {
      return;
    }
    Batch<Q, A> batch = caller.batch();
    waitsNoLonger(caller);
    batch.leave(caller);
    if (batch.callers().isEmpty()) {
      queue.remove(batch);
      open.remove(batch.group(), batch);
    }
  }
}
