package io.nearline.server.pinot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nearline.server.pinot.PinotException.Kind;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AnswerCheckTest {

  @Test
  void wholeAnswer() {
    PinotTable rows = AnswerCheck.rows("actions", Answers.whole("[[1], [2]]"));

    assertThat(rows.rows()).isEqualTo(2);
    assertThat(rows.int64(1, 0)).isEqualTo(2);
    assertThat(rows.freshThroughMillis()).isEmpty();
  }

  static Stream<Arguments> partialAnswers() {
    return Stream.of(
        Arguments.of(new Answers.Builder().rows("[[1]]").responded(1), "1 of 2 Pinot servers"),
        Arguments.of(new Answers.Builder().rows("[[1]]").partialResult(), "partial"),
        Arguments.of(new Answers.Builder().rows("[[1]]").fault(305, "2 segments"), "error 305"),
        Arguments.of(new Answers.Builder().rows("[[1]]").fault(427, "1 server"), "error 427"));
  }

  @ParameterizedTest
  @MethodSource("partialAnswers")
  void partialAnswersKeepTheirRowsApart(Answers.Builder answer, String message) {
    PartialAnswerException failure =
        catchThrowableOfType(
            PartialAnswerException.class, () -> AnswerCheck.rows("actions", answer.build()));

    assertThat(failure).hasMessageContaining("actions").hasMessageContaining(message);
    assertThat(failure.rows().int64(0, 0)).isEqualTo(1);
  }

  static Stream<Answers.Builder> truncatedAnswers() {
    return Stream.of(
        new Answers.Builder().rows("[[1]]").groupsLimitReached(),
        new Answers.Builder().rows("[[1]]").groupsLimitReached().partialResult(),
        new Answers.Builder().rows("[[1]]").groupsLimitReached().fault(305, "2 segments"),
        new Answers.Builder().rows("[[1]]").groupsLimitReached().responded(1));
  }

  @ParameterizedTest
  @MethodSource("truncatedAnswers")
  void answersWithoutAllGroupsAreOfNoUse(Answers.Builder answer) {
    assertThatThrownBy(() -> AnswerCheck.rows("actions", answer.build()))
        .isInstanceOf(TruncatedAnswerException.class)
        .hasMessage("actions: Pinot's limit of groups was reached");
  }

  @ParameterizedTest
  @CsvSource({
    "305, fault, UNREACHABLE",
    "410, fault, UNREACHABLE",
    "210, fault, UNREACHABLE",
    "250, fault, TIMEOUT",
    "400, fault, TIMEOUT",
    "429, fault, OVERLOADED",
    "190, fault, NOT_READY",
    "710, fault, NOT_READY",
    "150, fault, REFUSED",
    "200, fault, REFUSED",
    "200, Unknown column: objectGeo, NOT_READY",
    "200, java.util.concurrent.TimeoutException: timed out, TIMEOUT",
  })
  void exceptionsOfAnAnswerWithoutRows(int code, String message, Kind kind) {
    BrokerAnswer answer = new Answers.Builder().fault(code, message).build();

    assertThatThrownBy(() -> AnswerCheck.rows("actions", answer))
        .isInstanceOfSatisfying(
            PinotException.class, failure -> assertThat(failure.kind()).isEqualTo(kind))
        .hasMessageContaining("actions: Pinot error " + code);
  }

  @Test
  void rowsBesideAnErrorThatIsNoPartialAnswerAreNotUsed() {
    BrokerAnswer answer =
        new Answers.Builder().rows("[[1]]").fault(305, "x").fault(200, "x").build();

    assertThatThrownBy(() -> AnswerCheck.rows("actions", answer))
        .isNotInstanceOf(PartialAnswerException.class)
        .isInstanceOf(PinotException.class);
  }

  @ParameterizedTest
  @CsvSource({"0, 5", "1, 0", "2, 9223372036854775807"})
  void freshnessIsUnknownWithoutConsumingSegments(long segments, long millis) {
    BrokerAnswer answer = new Answers.Builder().rows("[]").freshness(segments, millis).build();

    assertThat(AnswerCheck.rows("actions", answer).freshThroughMillis()).isEmpty();
  }

  @Test
  void freshnessOfConsumingSegments() {
    BrokerAnswer answer = new Answers.Builder().rows("[]").freshness(2, 77).build();

    assertThat(AnswerCheck.rows("actions", answer).freshThroughMillis())
        .isEqualTo(OptionalLong.of(77));
  }

  @Test
  void answerOfNoServerIsNotAnEmptyOne() {
    BrokerAnswer answer = new Answers.Builder().queried(0).responded(0).build();

    assertThat(AnswerCheck.isFromNoServer(answer)).isTrue();
    assertThatThrownBy(() -> AnswerCheck.rows("actions", answer))
        .isInstanceOfSatisfying(
            PinotException.class,
            failure -> assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE));
    assertThat(AnswerCheck.isFromNoServer(Answers.whole("[]"))).isFalse();
  }

  @Test
  void answersThatAreNone() {
    for (BrokerAnswer answer :
        new BrokerAnswer[] {
          new Answers.Builder().build(),
          new Answers.Builder().queried(-1).responded(-1).build(),
          new Answers.Builder().rows("[[1]]").queried(-1).responded(-1).build(),
          new Answers.Builder().resultTable("{}").build(),
          new Answers.Builder().resultTable("\"<html>\"").build(),
          Answers.whole("[[1, 2]]"),
          Answers.whole("{}"),
        }) {
      assertThatThrownBy(() -> AnswerCheck.rows("actions", answer))
          .isInstanceOf(MalformedAnswerException.class);
    }
  }
}
