package io.nearline.bench.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearline.proto.v1.ExplainFeaturesResponse;
import io.nearline.proto.v1.ExplainedStatement;
import org.junit.jupiter.api.Test;

final class StatementTest {
  @Test
  void putsOtherActorsInPlaceOfTheExplainedOnes() {
    long[] standIns = Statement.standIns(2);
    Statement statement =
        Statement.of(
            explained(
                "SELECT 1 WHERE \"actor\" IN (%d, %d) AND \"timestamp\" > 5 LIMIT 3"
                    .formatted(standIns[0], standIns[1])),
            2);

    assertThat(statement.sql(7, 8))
        .isEqualTo("SELECT 1 WHERE \"actor\" IN (7, 8) AND \"timestamp\" > 5 LIMIT 3");
    assertThat(statement.withRoomFor(10).sql(7)).endsWith("IN (7) AND \"timestamp\" > 5 LIMIT 13");
  }

  @Test
  void refusesWhatItCantMeasureAlike() {
    assertThatThrownBy(() -> Statement.of(explained("SELECT 1"), 1))
        .hasMessage("ExplainFeatures: SELECT 1 (expected: a list of actors)");
    assertThatThrownBy(() -> Statement.of(ExplainFeaturesResponse.getDefaultInstance(), 1))
        .hasMessage("ExplainFeatures: 0 statements (expected: 1)");
  }

  private static ExplainFeaturesResponse explained(String sql) {
    return ExplainFeaturesResponse.newBuilder()
        .addStatements(ExplainedStatement.newBuilder().setSql(sql))
        .build();
  }
}
