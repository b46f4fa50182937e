package io.nearline.server.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.server.Samples;
import io.nearline.server.pinot.PinotException;
import io.nearline.server.pinot.PinotException.Kind;
import io.nearline.server.plan.LookupForm;
import io.nearline.server.plan.Planner;
import io.nearline.server.plan.Selection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A form of which not everything has come. */
class SentFormTest {
  @Test
  void statementThatFailsWhileItIsLookedAtIsMissing() {
    CompletableFuture<StatementAnswer> failing =
        new CompletableFuture<>() {
          @Override
          public boolean isCompletedExceptionally() {
            return false;
          }
        };
    failing.completeExceptionally(new IllegalStateException("just now"));

    LookupForm form =
        new Planner(Samples.catalogue(), 100, 100)
            .plan(new Selection.Service("counts"), false)
            .lookups()
            .get(0)
            .aggregates();
    LookupAnswer late =
        new SentForm(form, 1, List.of(failing), List.of(failing))
            .soFar(new PinotException(Kind.TIMEOUT, "late"));

    assertThat(late.statements().get(0).shortfalls()).hasSize(1);
  }
}
