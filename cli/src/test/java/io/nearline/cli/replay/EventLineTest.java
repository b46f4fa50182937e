package io.nearline.cli.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.cli.replay.EventLine.Other;
import io.nearline.cli.replay.EventLine.StandardAction;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventLineTest {

  @Test
  void idAndTimeAreSplicedInAndTheRestStaysAsItWasWritten() {
    StandardAction action =
        standard(
            """
            { "actor":-1,"verbAttributes":{"timestamp":7,"x":0.10,"y":1e400},"verb":"é\\u00e9",\
            "timestamp" : 123 ,"object":"o","objectAttributes":null}""");

    assertThat(action.key()).isEqualTo("-1".getBytes(UTF_8));
    assertThat(action.timestamp()).isEqualTo(123);
    assertThat(new String(action.at(-45678, "a \"b\".gz:9"), UTF_8))
        .isEqualTo(
            """
            {"eventId":"a \\"b\\".gz:9", "actor":-1,"verbAttributes":\
            {"timestamp":7,"x":0.10,"y":1e400},"verb":"é\\u00e9",\
            "timestamp" : -45678 ,"object":"o","objectAttributes":null}""");
  }

  @Test
  void anIdOfItsOwnIsKept() {
    String text = "{\"eventId\":\"e\",\"actor\":1,\"verb\":\"v\",\"object\":\"o\",\"timestamp\":5}";

    assertThat(new String(standard(text).at(5, "file:1"), UTF_8)).isEqualTo(text);
    assertThat(new String(standard(text).at(66, "file:1"), UTF_8))
        .isEqualTo(text.replace(":5}", ":66}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"\""})
  void anIdThatIsNoneIsReplacedWhereItStands(String id) {
    String first = "{\"eventId\": %s, \"actor\":1,\"verb\":\"v\",\"object\":\"o\",\"timestamp\":5}";
    String last = "{\"timestamp\":5,\"actor\":1,\"verb\":\"v\",\"object\":\"o\",\"eventId\":%s }";
    for (String text : new String[] {first, last}) {
      assertThat(new String(standard(text.formatted(id)).at(5, "é:1"), UTF_8))
          .isEqualTo(text.formatted("\"é:1\""));
      assertThat(new String(standard(text.formatted(id)).at(1234, "é:1"), UTF_8))
          .isEqualTo(text.formatted("\"é:1\"").replace(":5", ":1234"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"17", "\" \"", "true"})
  void anyOtherIdIsIngestsToJudge(String id) {
    String text =
        "{\"eventId\":%s,\"actor\":1,\"verb\":\"v\",\"object\":\"o\",\"timestamp\":5}"
            .formatted(id);

    assertThat(new String(standard(text).at(5, "file:1"), UTF_8)).isEqualTo(text);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[1]                                                                | no JSON object",
        "user=16;item=5;action=cart;epoch_ms=1                              | Unrecognized token",
        "{\"actor\":1,\"verb\":\"v\",\"object\":\"o\"}                      | no 64-bit timestamp",
        "{\"actor\":1,\"verb\":\"v\",\"object\":\"o\",\"timestamp\":1.5}    | no 64-bit timestamp",
        "{\"actor\":\"1\",\"verb\":\"v\",\"object\":\"o\",\"timestamp\":1}  | no 64-bit actor",
        "{\"actor\":9223372036854775808,\"verb\":\"v\"}                     | no 64-bit actor",
        "{\"actor\":1,\"object\":\"o\",\"timestamp\":1}                     | no verb",
        "{\"actor\":1,\"verb\":\"v\",\"object\":null,\"timestamp\":1}       | no object",
        "{\"actor\":1,\"actor\":2}                                          | Duplicate field",
        "{\"actor\":1,\"verb\":\"v\",\"obj                                  | Unexpected end-of-input",
        "{} {}                                                              | more after",
      })
  void whatIsNoStandardActionSaysWhy(String line, String reason) {
    assertThat(EventLine.of(line.getBytes(UTF_8)))
        .isInstanceOfSatisfying(Other.class, other -> assertThat(other.reason()).contains(reason));
  }

  @Test
  void otherEncodingsAreNoStandardAction() {
    String text = "{\"actor\":1,\"verb\":\"v\",\"object\":\"o\",\"timestamp\":5}";

    assertThat(EventLine.of(text.getBytes(StandardCharsets.UTF_16BE))).isInstanceOf(Other.class);
    assertThat(EventLine.of(text.replace("v", "é").getBytes(StandardCharsets.ISO_8859_1)))
        .isInstanceOf(Other.class);
  }

  private static StandardAction standard(String text) {
    EventLine line = EventLine.of(text.getBytes(UTF_8));
    assertThat(line).isInstanceOf(StandardAction.class);
    return (StandardAction) line;
  }
}
