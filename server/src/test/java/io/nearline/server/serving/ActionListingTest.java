package io.nearline.server.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearline.server.FakeBroker;
import io.nearline.server.Samples;
import io.nearline.server.pinot.Answers;
import io.nearline.server.pinot.Deadline;
import io.nearline.server.pinot.Outcome;
import io.nearline.server.plan.InvalidRequestException;
import io.nearline.server.sql.ListingStatement.Position;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Page tokens come back from callers, and may have been changed on the way. */
class ActionListingTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

  private final FakeBroker broker = new FakeBroker();
  private final ActionListing listing =
      ActionListing.of(Samples.catalogue().attributes(), broker, Clock.fixed(NOW, ZoneOffset.UTC))
          .orElseThrow();

  private static ListingRequest request(Optional<Duration> window, String token) {
    return new ListingRequest(
        1,
        List.of(),
        window,
        OptionalLong.empty(),
        "",
        1,
        token,
        Deadline.after(Duration.ofSeconds(10)));
  }

  private static ListingRequest page(Optional<Duration> window, long asOf) {
    int fingerprint = request(window, "").fingerprint();
    return request(window, new PageToken(fingerprint, asOf, new Position(asOf, "e")).text());
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, 0, Long.MAX_VALUE})
  void tokenOfAnInstantThatTheTableCannotTellOfIsRefused(long asOf) {
    assertThatThrownBy(() -> listing.list(page(Optional.empty(), asOf)))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageStartingWith("page_token: of " + Instant.ofEpochMilli(asOf))
        .hasMessageContaining("(expected: of an instant that table actions keeps, 96h)");
    assertThat(broker.statements()).isEmpty();
  }

  /**
   * Also where the window is as long as the table's retention, so that its end leaves the table.
   */
  @Test
  void listingGoesOnALittleLater() {
    broker.answer(sql -> Answers.table(List.of("eventId"), "[]"));
    long begun = NOW.minusSeconds(60).toEpochMilli();

    ActionPage page = Outcome.of(listing.list(page(Optional.of(Duration.ofDays(4)), begun)));

    assertThat(page.asOfMillis()).isEqualTo(begun);
  }
}
