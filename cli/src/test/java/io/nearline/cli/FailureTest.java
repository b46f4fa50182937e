package io.nearline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.nearline.features.problem.InvalidConfigurationException;
import io.nearline.features.problem.Problem;
import io.nearline.process.ExitCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureTest {

  @ParameterizedTest(name = "{0} ends with {1}")
  @CsvSource({
    "INVALID_ARGUMENT, USAGE",
    "NOT_FOUND, USAGE",
    "UNAVAILABLE, FAILED",
    "DEADLINE_EXCEEDED, FAILED",
    "RESOURCE_EXHAUSTED, FAILED",
    "INTERNAL, FAILED"
  })
  void theServersRefusalsKeepTheirWords(Status.Code status, ExitCode code) {
    Failure failure =
        Failure.of(status.toStatus().withDescription("x: 1 (expected: 2)").asRuntimeException());

    assertThat(failure)
        .isEqualTo(new Failure(code, "nearline: " + status + ": x: 1 (expected: 2)"));
  }

  @Test
  void allProblemsOfAConfigurationAreListed() {
    Failure failure =
        Failure.of(
            new InvalidConfigurationException(
                List.of(
                    new Problem("a.yaml", 3, "x", "1", "2"),
                    new Problem("b.yaml", 4, "", "", "a mapping"))));

    assertThat(failure)
        .isEqualTo(
            new Failure(
                ExitCode.USAGE,
                """
                a.yaml:3: x: 1 (expected: 2)
                b.yaml:4: nothing (expected: a mapping)
                nearline: 2 problems"""));
  }

  @Test
  void whatNobodyForesawIsSaidToBeSo() {
    assertThat(Failure.of(new IllegalStateException("oops")))
        .isEqualTo(
            new Failure(
                ExitCode.FAILED,
                "nearline: unexpected: java.lang.IllegalStateException: oops (--debug shows where"
                    + " it comes from)"));
  }
}
