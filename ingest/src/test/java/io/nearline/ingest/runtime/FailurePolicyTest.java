package io.nearline.ingest.runtime;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class FailurePolicyTest {
  private final AtomicLong now = new AtomicLong();
  private final FailurePolicy policy = new FailurePolicy(now::get);

  @Test
  void endsOnWhatTimeDoesNotHeal() {
    assertThat(policy.handle(new StreamsException("broken"))).isEqualTo(SHUTDOWN_CLIENT);
    assertThat(policy.handle(new StreamsException(new AuthorizationException("no"))))
        .isEqualTo(SHUTDOWN_CLIENT);
  }

  @Test
  void replacesThreadsButNotForever() {
    for (int i = 0; i < FailurePolicy.MOST_REPLACEMENTS; i++) {
      assertThat(policy.handle(passing())).isEqualTo(REPLACE_THREAD);
    }
    assertThat(policy.handle(passing())).isEqualTo(SHUTDOWN_CLIENT);

    now.addAndGet(Duration.ofMinutes(5).toMillis() + 1);

    assertThat(policy.handle(passing())).isEqualTo(REPLACE_THREAD);
  }

  private static Throwable passing() {
    return new StreamsException(new TimeoutException("slow"));
  }
}
