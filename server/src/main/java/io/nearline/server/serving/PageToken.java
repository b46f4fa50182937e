package io.nearline.server.serving;

import io.nearline.server.plan.InvalidRequestException;
import io.nearline.server.sql.ListingStatement.Position;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where a page ended, in a text that callers hand back.
 *
 * @param fingerprint of the listing
 * @param asOfMillis the instant of the listing
 * @param last the page's last action
 */
record PageToken(int fingerprint, long asOfMillis, Position last) {
  private static final byte FORMAT = 1;

  String text() {
    byte[] eventId = last.eventId().getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(1 + Integer.BYTES + 2 * Long.BYTES + eventId.length)
            .put(FORMAT)
            .putInt(fingerprint)
            .putLong(asOfMillis)
            .putLong(last.timestamp())
            .put(eventId);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  static PageToken parse(ListingRequest request) {
    PageToken token;
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(request.pageToken()));
      if (bytes.get() != FORMAT) {
        throw refused(request);
      }
      token =
          new PageToken(
              bytes.getInt(),
              bytes.getLong(),
              new Position(bytes.getLong(), StandardCharsets.UTF_8.decode(bytes).toString()));
    } catch (IllegalArgumentException | BufferUnderflowException e) {
      throw refused(request);
    }
    boolean otherAsOf =
        request.asOfMillis().isPresent() && request.asOfMillis().getAsLong() != token.asOfMillis();
    if (token.fingerprint() != request.fingerprint() || otherAsOf) {
      throw new InvalidRequestException(
          "page_token",
          "of another listing",
          "the request of the first page, with the next_page_token of the page before");
    }
    return token;
  }

  private static InvalidRequestException refused(ListingRequest request) {
    return new InvalidRequestException(
        "page_token", "\"" + request.pageToken() + "\"", "the next_page_token of the page before");
  }
}
