package io.nearline.server.pinot;

import io.nearline.server.pinot.PinotException.Kind;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Judges a broker's answer. Pinot answers HTTP 200 also when it has only a part of the rows, or
 * none: only an answer without exceptions, from every server asked, with every group, is whole.
 */
final class AnswerCheck {
  private static final int LONGEST_MESSAGE = 300;

  private AnswerCheck() {}

  /**
   * Returns the rows of a whole answer.
   *
   * @param table the table asked, for messages
   * @throws TruncatedAnswerException when groups were left out
   * @throws PinotException when the answer is not whole
   */
  static PinotTable rows(String table, BrokerAnswer answer) {
    boolean anyRows = answer.resultTable() instanceof PackedTable;
    for (BrokerAnswer.Fault fault : answer.faults()) {
      Kind kind = kind(fault);
      if (kind != Kind.PARTIAL || !anyRows) {
        throw new PinotException(
            kind == Kind.PARTIAL ? Kind.UNREACHABLE : kind, describe(table, fault));
      }
    }
    if (answer.serversQueried() < 0) {
      throw new MalformedAnswerException("no account of the servers queried");
    }
    if (isFromNoServer(answer)) {
      throw new PinotException(
          Kind.UNREACHABLE, table + ": the broker asked no Pinot server (expected: at least one)");
    }
    if (answer.groupsLimitReached()) {
      throw new TruncatedAnswerException(table + ": Pinot's limit of groups was reached");
    }
    PackedTable rows = readable(answer.resultTable()).fresh(freshThrough(answer));
    if (!answer.faults().isEmpty()) {
      throw new PartialAnswerException(describe(table, answer.faults().get(0)), rows);
    }
    if (answer.serversResponded() < answer.serversQueried()) {
      throw new PartialAnswerException(
          String.format(
              "%s: %d of %d Pinot servers answered",
              table, answer.serversResponded(), answer.serversQueried()),
          rows);
    }
    if (answer.partialResult()) {
      throw new PartialAnswerException(table + ": Pinot calls its answer partial", rows);
    }
    return rows;
  }

  private static PackedTable readable(ResultTable table) {
    if (table instanceof PackedTable rows) {
      return rows;
    }
    throw new MalformedAnswerException(
        table instanceof ResultTable.Unreadable unreadable ? unreadable.problem() : "no rows");
  }

  /**
   * Returns whether the broker asked nobody and says nothing of it. So it answers when it sees that
   * no row can qualify, as with contradictory conditions on the time, and also while its servers
   * have yet to take the segments: the answers are the same.
   */
  static boolean isFromNoServer(BrokerAnswer answer) {
    return answer.faults().isEmpty()
        && answer.resultTable() instanceof ResultTable.Absent
        && answer.serversQueried() == 0;
  }

  /**
   * Returns no rows, if the answer to a statement for which every row qualifies is whole.
   *
   * @param table the table asked, for messages
   * @throws PinotException when it is not
   */
  static PinotTable noRows(String table, BrokerAnswer ofEveryRow) {
    try {
      rows(table, ofEveryRow);
    } catch (PartialAnswerException e) {
      throw new PinotException(Kind.UNREACHABLE, String.valueOf(e.getMessage()), e);
    }
    return PackedTable.EMPTY;
  }

  /** Error codes of Pinot 0.11 to 1.x ({@code QueryException}, {@code QueryErrorCode}). */
  private static Kind kind(BrokerAnswer.Fault fault) {
    return switch (fault.code()) {
      // Segments unavailable, a server that does not respond: rows of the rest may be there.
      case 235, 305, 427 -> Kind.PARTIAL;
      case 210, 230, 300, 310, 350, 410, 420, 425, 500, 550 -> Kind.UNREACHABLE;
      case 170, 240, 250, 400 -> Kind.TIMEOUT;
      case 211, 245, 429 -> Kind.OVERLOADED;
      case 180, 190, 191, 710 -> Kind.NOT_READY;
      default -> byMessage(fault.message().toLowerCase(Locale.ROOT));
    };
  }

  private static Kind byMessage(String message) {
    if (message.contains("timeout") || message.contains("timed out")) {
      return Kind.TIMEOUT;
    }
    return message.contains("unknown column") ? Kind.NOT_READY : Kind.REFUSED;
  }

  private static OptionalLong freshThrough(BrokerAnswer answer) {
    long millis = answer.minConsumingFreshnessMillis();
    return answer.consumingSegments() > 0 && millis > 0 && millis < Long.MAX_VALUE
        ? OptionalLong.of(millis)
        : OptionalLong.empty();
  }

  private static String describe(String table, BrokerAnswer.Fault fault) {
    String message = fault.message().lines().findFirst().orElse("").strip();
    if (message.length() > LONGEST_MESSAGE) {
      message = message.substring(0, LONGEST_MESSAGE) + "…";
    }
    return table + ": Pinot error " + fault.code() + ": " + message;
  }
}
