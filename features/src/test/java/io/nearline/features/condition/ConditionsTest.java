package io.nearline.features.condition;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.TestAttributes;
import io.nearline.features.action.Action;
import io.nearline.features.action.Attributes;
import io.nearline.features.field.ActionTable;
import io.nearline.features.request.RequestValues;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionsTest {
  private static final ConditionCompiler COMPILER = new ConditionCompiler(TestAttributes.CATALOGUE);

  /** An action whose city, stock and remote are missing; it has no actor attributes at all. */
  private static final Action ACTION =
      new Action(
          "jobs:e-1",
          -1,
          null,
          "job-apply",
          Attributes.of(Map.of("dwell", -0.0)),
          "job:222",
          Attributes.of(Map.of("geo", "new york", "price", 9007199254740992.0)),
          345678);

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      quoteCharacter = '`',
      textBlock =
          """
          true -> true
          false -> false
          verb == "job-apply" -> true
          verb != "job-apply" -> false
          verb in ["a", "job-apply"] -> true
          object.startsWith("job:") -> true
          object.startsWith("") -> true
          object.startsWith("job:2222") -> false
          actor < 0 -> true
          actor == -1.0 -> true
          actor in [-1, 5] -> true
          timestamp >= 345678 && timestamp <= 345678 -> true
          eventId == "jobs:e-1" -> true
          has(objectAttributes.geo) -> true
          has(objectAttributes.city) -> false
          has(actorAttributes.industry) -> false
          objectAttributes.geo > "new" -> true
          objectAttributes.geo < "new zork" -> true
          objectAttributes.price == 9007199254740992 -> true
          objectAttributes.price == 9007199254740993 -> false
          objectAttributes.price < 9007199254740993 -> true
          objectAttributes.price in [1, 9007199254740992] -> true
          verbAttributes.dwell == 0 -> true
          verbAttributes.dwell >= 0.0 -> true
          verbAttributes.dwell in [0.0, 1.0] -> true
          verbAttributes.dwell < 0.0 -> false
          objectAttributes.city == "x" -> false
          objectAttributes.city != "x" -> false
          !(objectAttributes.city == "x") -> true
          !(objectAttributes.city != "x") -> true
          objectAttributes.city < "x" -> false
          objectAttributes.city in ["x", "y"] -> false
          !(objectAttributes.city in ["x", "y"]) -> true
          objectAttributes.city.startsWith("") -> false
          !objectAttributes.city.startsWith("") -> true
          objectAttributes.stock < 0.5 -> false
          objectAttributes.stock != 0.5 -> false
          objectAttributes.stock <= 1e300 -> false
          objectAttributes.remote -> false
          !objectAttributes.remote -> true
          objectAttributes.remote == false -> false
          objectAttributes.remote in [true, false] -> false
          objectAttributes.geo == objectAttributes.city -> false
          objectAttributes.geo != objectAttributes.city -> false
          objectAttributes.city == objectAttributes.city -> false
          objectAttributes.geo == objectAttributes.geo -> true
          objectAttributes.city == "x" || verb == "job-apply" -> true
          !(objectAttributes.city == "x" && verb == "job-apply") -> true
          """)
  void evaluates(String text, boolean expected) {
    Condition condition = COMPILER.compile(text);
    ActionTable table = ActionTable.of(List.of(ACTION), condition.fields());
    assertThat(Conditions.bind(condition, table, RequestValues.NONE).test(0)).isEqualTo(expected);
  }
}
