package io.nearline.features.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearline.features.attribute.AttributeRoot;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ActionJsonTest {
  private static final String CASE_STUDY =
      """
      {"eventId":"jobs:e-1","actor":111,"actorAttributes":{"industry":"internet"},\
      "verb":"job-apply","verbAttributes":{"device":"mobile"},"object":"job:222",\
      "objectAttributes":{"geo":"new york","embedding":[0.1,0.4,0.9]},"timestamp":345678}""";

  @Test
  void readsAndWritesTheStandardSchema() {
    Action action = ActionJson.read(CASE_STUDY.getBytes(UTF_8));

    assertThat(action.actor()).isEqualTo(111);
    assertThat(action.attributes(AttributeRoot.OBJECT))
        .isEqualTo(Attributes.of(Map.of("geo", "new york", "embedding", List.of(0.1, 0.4, 0.9))));
    assertThat(new String(ActionJson.write(action), UTF_8)).isEqualTo(CASE_STUDY);
  }

  @Test
  void keepsNullAttributesApartFromEmptyOnesAndLeavesNullMembersOut() {
    Action action =
        ActionJson.read(
            ("{\"eventId\":\"e\",\"actor\":-9223372036854775808,\"actorAttributes\":null,"
                    + "\"verb\":\"v\",\"verbAttributes\":{},\"object\":\"ö\","
                    + "\"objectAttributes\":{\"a\":null,\"b\":{\"c\":null}},\"timestamp\":0}")
                .getBytes(UTF_8));

    assertThat(action.actor()).isEqualTo(Long.MIN_VALUE);
    assertThat(action.actorAttributes()).isNull();
    assertThat(action.verbAttributes()).isEqualTo(Attributes.EMPTY);
    assertThat(action.objectAttributes()).isEqualTo(Attributes.of(Map.of("b", Map.of())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"eventId\":\"e\"                 | action: ",
        "[1]                                | action: [1] (expected: a JSON object)",
        "{\"eventId\":1}                    | eventId: 1 (expected: a string)",
        "{\"eventId\":\"e\",\"actor\":\"7\"} | actor: \"7\" (expected: a 64-bit integer)",
        "{\"eventId\":\"e\",\"actor\":1.5}   | actor: 1.5 (expected: a 64-bit integer)",
        "{\"eventId\":\"e\",\"actor\":9223372036854775808} | actor: 9223372036854775808 (expected: a 64-bit integer)",
        "{\"eventId\":\"e\",\"actor\":1,\"actorAttributes\":[]} | actorAttributes: [] (expected: a JSON object or null)",
        "{\"eventId\":\"e\",\"actor\":1,\"actorAttributes\":{\"x\":[null]}} | actorAttributes.x: null (expected: lists without nulls)",
        "{\"eventId\":\"e\",\"actor\":1,\"actorAttributes\":{\"x\":{\"y\":99999999999999999999}}} | actorAttributes.x.y: ",
        "{\"eventId\":\"e\",\"actor\":1,\"actorAttributes\":{\"x\":1e999}} | actorAttributes.x: Infinity (expected: a finite number)",
      })
  void namesFieldValueAndExpectation(String json, String message) {
    assertThatThrownBy(() -> ActionJson.read(json.getBytes(UTF_8)))
        .isInstanceOf(InvalidActionException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void cutsLongValuesInMessages() {
    assertThat(new InvalidActionException("f", "x".repeat(1000), "less"))
        .hasMessage("f: " + "x".repeat(200) + "… (expected: less)");
  }
}
