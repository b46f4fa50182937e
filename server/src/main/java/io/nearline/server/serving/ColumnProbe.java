package io.nearline.server.serving;

import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.features.attribute.EntityTable;
import io.nearline.server.batch.Lookups;
import io.nearline.server.pinot.Deadline;
import io.nearline.server.pinot.PinotBroker;
import io.nearline.server.pinot.PinotSql;
import io.nearline.server.pinot.PinotTable;
import io.nearline.server.sql.ProbeStatement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Asks Pinot for every column that a catalogue needs: one small statement for each table. It waits
 * for no place among the statements of calls, since an overloaded server must still tell whether it
 * is ready; who asks again waits for the answer before, which bounds how many are in flight.
 * Thread-safe.
 */
public final class ColumnProbe {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final PinotBroker broker;

  /** Makes a probe that asks a broker. */
  public ColumnProbe(PinotBroker broker) {
    this.broker = broker;
  }

  /**
   * Asks once; waits two seconds at most.
   *
   * @return a stage that completes when Pinot has every column, and exceptionally, with a {@link
   *     io.nearline.server.pinot.PinotException}, when it lacks one or did not say
   */
  public CompletionStage<Void> ask(AttributeCatalogue catalogue) {
    return Lookups.inOrder(statements(catalogue).stream().map(this::ask).toList())
        .thenAccept(tables -> {});
  }

  /** Returns whether two catalogues need the same tables and columns. */
  public static boolean isSame(AttributeCatalogue one, AttributeCatalogue other) {
    return statements(one).equals(statements(other));
  }

  private static List<PinotSql> statements(AttributeCatalogue catalogue) {
    return catalogue.entities().values().stream()
        .map((EntityTable table) -> ProbeStatement.write(table, catalogue.promoted()))
        .toList();
  }

  private CompletableFuture<PinotTable> ask(PinotSql probe) {
    try {
      return broker.query(probe, Deadline.after(PATIENCE)).toCompletableFuture();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
