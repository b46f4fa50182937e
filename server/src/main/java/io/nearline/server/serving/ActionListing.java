package io.nearline.server.serving;

import io.nearline.features.action.Action;
import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.features.attribute.EntityTable;
import io.nearline.features.condition.Condition;
import io.nearline.features.condition.ConditionCompiler;
import io.nearline.features.condition.ConditionException;
import io.nearline.features.definition.Entity;
import io.nearline.features.field.StandardField;
import io.nearline.server.pinot.PinotBroker;
import io.nearline.server.pinot.PinotTable;
import io.nearline.server.plan.InvalidRequestException;
import io.nearline.server.sql.ListingStatement;
import io.nearline.server.sql.ListingStatement.Position;
import io.nearline.server.vector.ListedActions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Lists an actor's actions. Thread-safe; nothing blocks. */
public final class ActionListing {
  private static final int STANDARD_LIMIT = 100;
  private static final int MOST = 1000;

  private final PinotBroker broker;
  private final Instants instants;
  private final EntityTable table;
  private final ConditionCompiler conditions;
  private final ListingStatement statement;
  private final ListedActions actions;

  private ActionListing(
      AttributeCatalogue catalogue, EntityTable table, PinotBroker broker, Clock clock) {
    this.broker = broker;
    this.instants = new Instants(clock);
    this.table = table;
    this.conditions = new ConditionCompiler(catalogue);
    this.statement =
        new ListingStatement(new Entity(List.of(StandardField.ACTOR), table), catalogue.promoted());
    this.actions = new ListedActions(statement, catalogue);
  }

  /** Lists from the catalogue's table of actors; empty when it has none. */
  public static Optional<ActionListing> of(
      AttributeCatalogue catalogue, PinotBroker broker, Clock clock) {
    return catalogue
        .entity(StandardField.ACTOR.text())
        .map(table -> new ActionListing(catalogue, table, broker, clock));
  }

  /**
   * Lists one page.
   *
   * @return the page; who cancels it gives the request up
   * @throws InvalidRequestException when the request can't be answered
   */
  public CompletableFuture<ActionPage> list(ListingRequest request) {
    int limit = limit(request);
    Condition where = where(request);
    Duration window = window(request);
    Optional<PageToken> token =
        request.pageToken().isEmpty() ? Optional.empty() : Optional.of(PageToken.parse(request));
    long asOf =
        token.isPresent()
            ? instants.ofPage(token.get().asOfMillis(), table)
            : instants.asOf(request.window(), table, request.asOfMillis());
    ListingStatement.Range range =
        new ListingStatement.Range(
            request.actor(),
            asOf - window.toMillis(),
            asOf,
            request.verbs(),
            where,
            token.map(PageToken::last));
    CompletableFuture<PinotTable> answer =
        broker.query(statement.write(range, limit + 1), request.deadline()).toCompletableFuture();
    CompletableFuture<ActionPage> page = answer.thenApply(rows -> page(request, limit, asOf, rows));
    var unused =
        page.whenComplete(
            (listed, failure) -> {
              if (page.isCancelled()) {
                answer.cancel(false);
              }
            });
    return page;
  }

  private ActionPage page(ListingRequest request, int limit, long asOf, PinotTable rows) {
    List<Action> page = actions.read(rows, Math.min(limit, rows.rows()));
    return new ActionPage(page, rows.rows() > limit ? next(request, asOf, page) : "", asOf);
  }

  private static String next(ListingRequest request, long asOf, List<Action> page) {
    Action last = page.get(page.size() - 1);
    return new PageToken(
            request.fingerprint(), asOf, new Position(last.timestamp(), last.eventId()))
        .text();
  }

  private static int limit(ListingRequest request) {
    if (request.limit() < 0 || request.limit() > MOST) {
      throw new InvalidRequestException(
          "limit",
          String.valueOf(request.limit()),
          "from 1 to " + MOST + ", or 0 for " + STANDARD_LIMIT);
    }
    return request.limit() == 0 ? STANDARD_LIMIT : request.limit();
  }

  private Condition where(ListingRequest request) {
    if (request.where().isBlank()) {
      return Condition.always();
    }
    try {
      Condition where = conditions.compile(request.where());
      where.requestValues().stream()
          .findFirst()
          .ifPresent(
              value -> {
                throw new InvalidRequestException(
                    "where", value.text(), "a literal: a listing has no request values");
              });
      return where;
    } catch (ConditionException e) {
      throw new InvalidRequestException("where", e.value(), e.expectation());
    }
  }

  private Duration window(ListingRequest request) {
    Duration window = request.window().orElse(table.retention());
    if (window.toMillis() < 1) {
      throw new InvalidRequestException("window", window.toMillis() + "ms", "at least 1ms");
    }
    if (window.compareTo(table.retention()) > 0) {
      throw new InvalidRequestException(
          "window",
          Instants.text(window),
          "at most "
              + Instants.text(table.retention())
              + ", the retention of table "
              + table.table());
    }
    return window;
  }
}
