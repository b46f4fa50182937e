package io.nearline.server.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.action.Action;
import io.nearline.features.condition.Condition;
import io.nearline.features.condition.ConditionCompiler;
import io.nearline.features.condition.Conditions;
import io.nearline.features.field.ActionTable;
import io.nearline.features.field.StandardField;
import io.nearline.features.request.RequestValues;
import io.nearline.server.Samples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The condition that any of several holds, written short. */
class AnyOfTest {
  private static final ConditionCompiler COMPILER =
      new ConditionCompiler(Samples.catalogue().attributes());

  private static List<Condition> conditions(String... cel) {
    return Arrays.stream(cel).map(COMPILER::compile).toList();
  }

  private static String anyOf(String... cel) {
    return AnyOf.of(conditions(cel)).text();
  }

  private static boolean excludesHeartbeats(String... cel) {
    return AnyOf.excludesHeartbeats(AnyOf.of(conditions(cel)));
  }

  @Test
  void valuesOfOneFieldAreListed() {
    assertThat(anyOf("verb == \"a\"", "verb == \"b\"")).isEqualTo("verb in [\"a\", \"b\"]");
    assertThat(anyOf("verb in [\"a\", \"b\"]", "verb == \"b\"", "verb == \"c\""))
        .isEqualTo("verb in [\"a\", \"b\", \"c\"]");
    assertThat(anyOf("verb == \"a\"", "object == \"b\""))
        .isEqualTo("verb == \"a\" || object == \"b\"");
    assertThat(anyOf("verb == \"a\"")).isEqualTo("verb == \"a\"");
  }

  @Test
  void whatIsWithinAnotherIsLeftOut() {
    assertThat(anyOf("verb == \"a\" && actor > 3", "verb == \"a\"", "verb == \"b\" && actor < 1"))
        .isEqualTo("verb == \"a\" || verb == \"b\" && actor < 1");
    assertThat(anyOf("verb == \"a\" && actor > 3", "verb == \"a\"", "verb == \"b\""))
        .isEqualTo("verb in [\"a\", \"b\"]");
    assertThat(anyOf("verb == \"a\" && actor > 3", "actor > 3 && verb == \"a\""))
        .isEqualTo("verb == \"a\" && actor > 3");
    assertThat(AnyOf.of(List.of(Condition.always(), Condition.never())))
        .isEqualTo(Condition.always());
  }

  @Test
  void onlyOtherVerbsExcludeHeartbeats() {
    assertThat(excludesHeartbeats("verb == \"a\"")).isTrue();
    assertThat(excludesHeartbeats("verb == \"a\" && actor > 3", "verb == \"b\"")).isTrue();
    assertThat(excludesHeartbeats("verb == \"a\"", "actor > 3")).isFalse();
    assertThat(excludesHeartbeats("verb in [\"a\", \"nearline.heartbeat\"]")).isFalse();
    assertThat(excludesHeartbeats("verb == request.verb")).isFalse();
    assertThat(excludesHeartbeats("verb != \"a\"")).isFalse();
    assertThat(AnyOf.excludesHeartbeats(Condition.always())).isFalse();
    assertThat(AnyOf.excludesHeartbeats(Condition.never())).isFalse();
  }

  private static String verbs(String... conditions) {
    return AnyOf.verbs(Stream.of(conditions).map(COMPILER::compile).toList()).text();
  }

  @Test
  void verbsAreThoseThatAllConditionsName() {
    assertThat(verbs("verb == \"a\" && actor > 3", "object == \"x\" && verb in [\"b\", \"a\"]"))
        .isEqualTo("verb in [\"a\", \"b\"]");
    assertThat(verbs("verb == \"a\" && actor > 3")).isEqualTo("verb == \"a\"");
    assertThat(verbs("verb == \"a\"", "actor > 3")).isEqualTo(Condition.always().text());
    assertThat(verbs("verb == \"a\"", "verb == \"b\" || actor > 3"))
        .isEqualTo(Condition.always().text());
    assertThat(verbs()).isEqualTo(Condition.always().text());
  }

  @Test
  void itHoldsWhereAnyDoes() {
    String[] atoms = {
      "verb == \"a\"", "verb == \"b\"", "verb in [\"a\", \"c\"]", "verb != \"a\"",
          "object == \"a\"",
      "actor == 1", "actor in [1, 2]", "actor > 1", "!(verb == \"a\")",
          "(actor > 1 || verb == \"b\")"
    };
    List<Action> actions = new ArrayList<>();
    for (int actor = 0; actor < 4; actor++) {
      for (String verb : List.of("a", "b", "c", "d")) {
        for (String object : List.of("a", "b")) {
          actions.add(new Action("e", actor, null, verb, null, object, null, 1));
        }
      }
    }
    ActionTable table =
        ActionTable.of(
            actions, List.of(StandardField.ACTOR, StandardField.VERB, StandardField.OBJECT));
    long seed = Long.getLong("nearline.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      List<Condition> conditions = new ArrayList<>();
      for (int i = 0; i <= random.nextInt(4); i++) {
        StringBuilder all = new StringBuilder(atoms[random.nextInt(atoms.length)]);
        for (int part = random.nextInt(3); part > 0; part--) {
          all.append(" && ").append(atoms[random.nextInt(atoms.length)]);
        }
        conditions.add(COMPILER.compile(all.toString()));
      }
      Condition any = AnyOf.of(conditions);
      for (int row = 0; row < actions.size(); row++) {
        int at = row;
        assertThat(holds(any, table, row))
            .as("-Dnearline.seed=%d: %s → %s, row %d", seed, conditions, any.text(), row)
            .isEqualTo(conditions.stream().anyMatch(condition -> holds(condition, table, at)));
        assertThat(holds(AnyOf.verbs(conditions), table, row) || !holds(any, table, row))
            .as("-Dnearline.seed=%d: the verbs of %s, row %d", seed, conditions, row)
            .isTrue();
      }
    }
  }

  private static boolean holds(Condition condition, ActionTable table, int row) {
    return Conditions.bind(condition, table, RequestValues.NONE).test(row);
  }
}
