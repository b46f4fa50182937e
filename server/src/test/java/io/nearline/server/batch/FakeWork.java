package io.nearline.server.batch;

import io.nearline.server.pinot.Deadline;
import io.nearline.server.pinot.PinotException;
import io.nearline.server.pinot.PinotException.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Work that ends when a test says so. A call's answer is its group and number. */
class FakeWork implements BatchWork<FakeWork.Call, String> {
  static final int MOST_TOGETHER = 4;

  final List<Begun> begun = new ArrayList<>();

  /** Whether work is over as soon as it is begun. */
  boolean atOnce;

  /** Looks at work when it is begun. */
  Consumer<Begun> whenBegun = work -> {};

  /** What calls ask, by their numbers; the answers of others are for nobody else. */
  final Map<Integer, Object> questions = new HashMap<>();

  /** What a call brings about. */
  enum Nature {
    HARMLESS,
    /** The statement that it is in is refused. */
    REFUSED,
    /** The answer that it is in can't be read. */
    UNREADABLE,
    /** Its own answer can't be made. */
    UNANSWERABLE,
    /** It takes what is there when its time is out. */
    PARTIAL
  }

  record Call(String group, int number, Nature nature, int statements, Deadline deadline) {}

  final class Begun implements Started<String> {
    final List<Call> calls;
    final Deadline deadline;
    final BooleanSupplier isWanted;
    final CompletableFuture<Void> over = new CompletableFuture<>();
    private final List<CompletableFuture<Void>> statements;

    Begun(List<Call> calls, Deadline deadline, BooleanSupplier isWanted) {
      this.calls = calls;
      this.deadline = deadline;
      this.isWanted = isWanted;
      this.statements =
          Stream.generate(() -> new CompletableFuture<Void>())
              .limit(calls.stream().mapToInt(Call::statements).max().orElseThrow())
              .toList();
    }

    /** Ends one of its statements, if more than one are not over. */
    void endOne() {
      if (left() > 1) {
        statements.get(statements.size() - left()).complete(null);
      }
    }

    /** Returns how many of its statements are not over. */
    int left() {
      return (int) statements.stream().filter(statement -> !statement.isDone()).count();
    }

    /** Ends it as its calls' natures say. */
    void end() {
      if (has(Nature.REFUSED)) {
        fail(Kind.REFUSED);
      } else {
        begun.remove(this);
        statements.forEach(statement -> statement.complete(null));
        over.complete(null);
      }
    }

    void fail(Kind kind) {
      begun.remove(this);
      PinotException failure = new PinotException(kind, kind.name());
      statements.forEach(statement -> statement.completeExceptionally(failure));
      over.completeExceptionally(failure);
    }

    List<Integer> numbers() {
      return calls.stream().map(Call::number).toList();
    }

    private boolean has(Nature nature) {
      return calls.stream().anyMatch(call -> call.nature() == nature);
    }

    @Override
    public List<CompletionStage<?>> statements() {
      return List.copyOf(statements);
    }

    @Override
    public CompletionStage<?> over() {
      return over;
    }

    @Override
    public boolean isAnswered() {
      return true;
    }

    @Override
    public Answers<String> answers() {
      if (has(Nature.UNREADABLE)) {
        throw new IllegalStateException("UNREADABLE");
      }
      return index -> {
        if (calls.get(index).nature() == Nature.UNANSWERABLE) {
          throw new IllegalStateException("UNANSWERABLE");
        }
        return answer(calls.get(index));
      };
    }

    @Override
    public String late(int index) {
      if (calls.get(index).nature() == Nature.PARTIAL) {
        return "part of " + answer(calls.get(index));
      }
      throw new PinotException(Kind.TIMEOUT, "TIMEOUT");
    }
  }

  static String answer(Call call) {
    return call.group() + call.number();
  }

  @Override
  public Optional<Object> question(Call call) {
    return Optional.ofNullable(questions.get(call.number()));
  }

  @Override
  public Object group(Call call) {
    return call.group();
  }

  @Override
  public Deadline deadline(Call call) {
    return call.deadline();
  }

  @Override
  public int entities(Call call) {
    return 1;
  }

  @Override
  public Room<Call> room(Call first) {
    int[] taken = new int[1];
    return call -> taken[0]++ < MOST_TOGETHER;
  }

  @Override
  public Started<String> start(List<Call> calls, Deadline deadline, BooleanSupplier isWanted) {
    Begun work = new Begun(calls, deadline, isWanted);
    begun.add(work);
    whenBegun.accept(work);
    if (atOnce) {
      work.end();
    }
    return work;
  }
}
