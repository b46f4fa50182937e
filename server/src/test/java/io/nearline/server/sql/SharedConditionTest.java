package io.nearline.server.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.condition.Condition;
import io.nearline.features.condition.ConditionCompiler;
import io.nearline.features.definition.Catalogue;
import io.nearline.features.request.RequestValues;
import io.nearline.features.value.Items;
import io.nearline.server.Samples;
import io.nearline.server.plan.Planner;
import io.nearline.server.plan.Selection;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedConditionTest {
  private static final ConditionCompiler COMPILER =
      new ConditionCompiler(Samples.catalogue().attributes());

  private static Condition condition(String cel) {
    return cel.isEmpty() ? Condition.always() : COMPILER.compile(cel);
  }

  private static List<Scope> scopes(String... conditions) {
    return Arrays.stream(conditions).map(cel -> new Scope(condition(cel), 1000)).toList();
  }

  private static String shared(String... conditions) {
    return SharedCondition.of(scopes(conditions)).condition().text();
  }

  @Test
  void sharedIsWhatEachDemands() {
    assertThat(shared("verb == \"a\"", "verb == \"a\"")).isEqualTo("verb == \"a\"");
    assertThat(shared("verb == \"a\" && actor > 3", "actor > 3 && verb == \"b\""))
        .isEqualTo("actor > 3");
    assertThat(shared("verb == \"a\"", "verb == \"b\"")).isEqualTo("true");
    assertThat(shared("verb == \"a\"", "")).isEqualTo("true");
    assertThat(shared("verb == \"a\"", "verb == \"a\" || actor > 3")).isEqualTo("true");
    assertThat(shared()).isEqualTo("true");
  }

  @Test
  void theRestIsWhatOneDemandsBeside() {
    List<Scope> scopes = scopes("verb == \"a\" && actor > 3", "verb == \"a\"");
    SharedCondition shared = SharedCondition.of(scopes);

    assertThat(shared.rest(scopes.get(0)).where().text()).isEqualTo("actor > 3");
    assertThat(shared.rest(scopes.get(1)).where().text()).isEqualTo("true");
    assertThat(shared.rest(scopes.get(1)).windowMillis()).isEqualTo(1000);
  }

  @Test
  void itStandsInTheWhereOnly() {
    Catalogue catalogue =
        Samples.catalogue(
            """
            feature_set: s
            version: 1
            entity: actor
            features:
              - {name: n, aggregate: count, where: 'verb == "a" && actor > 3', windows: [1h]}
              - {name: o, aggregate: count_distinct, of: object, where: 'verb == "a"', windows: [1h]}
            services:
              all: ['s@1.*']
            """);

    String sql =
        new Planner(catalogue, 10, 10)
            .plan(new Selection.Service("all"), false)
            .lookups()
            .get(0)
            .aggregates()
            .statements()
            .get(0)
            .write(EntityKeys.of(Items.of(1)), 10_000_000, RequestValues.NONE)
            .text();

    assertThat(sql)
        .startsWith("SELECT \"actor\", \"sum\"(\"actor\" > 3), \"distinctcount\"(\"object\") FROM")
        .contains(" AND \"verb\" = 'a' GROUP BY");
  }
}
