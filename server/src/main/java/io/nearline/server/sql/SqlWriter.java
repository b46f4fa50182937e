package io.nearline.server.sql;

import com.google.errorprone.annotations.CompileTimeConstant;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a statement: the only class that turns values and names into SQL. Text that is written
 * without quoting is constant in the program.
 *
 * <p>What varies between lookups of one plan is left open as a {@link Slot}.
 */
final class SqlWriter {
  private final List<String> texts = new ArrayList<>();
  private final List<Slot> slots = new ArrayList<>();
  private StringBuilder text = new StringBuilder();

  /** Appends constant SQL. Error Prone refuses at compile time whatever is not constant. */
  SqlWriter sql(@CompileTimeConstant String constant) {
    text.append(constant);
    return this;
  }

  /**
   * Begins the call of a function. Its name is quoted: Pinot's parser compares an unquoted one with
   * every keyword, several times over, which takes it longer than all else of a short statement.
   */
  SqlWriter call(@CompileTimeConstant String function) {
    text.append('"').append(function).append("\"(");
    return this;
  }

  /** Appends a table's or a column's name, quoted: no version's reserved words matter. */
  SqlWriter name(String identifier) {
    text.append('"').append(identifier.replace("\"", "\"\"")).append('"');
    return this;
  }

  /** Appends a string literal. */
  SqlWriter literal(String value) {
    appendLiteral(text, value);
    return this;
  }

  /** Appends an integer literal. */
  SqlWriter literal(long value) {
    text.append(value);
    return this;
  }

  /** Appends a double literal; the value must be finite. */
  SqlWriter literal(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("literal: " + value + " (expected: a finite number)");
    }
    text.append(value);
    return this;
  }

  /** Leaves something open. */
  SqlWriter slot(Slot slot) {
    texts.add(text.toString());
    slots.add(slot);
    text = new StringBuilder();
    return this;
  }

  /** Appends what another writer wrote. */
  SqlWriter append(SqlWriter other) {
    for (int i = 0; i < other.slots.size(); i++) {
      text.append(other.texts.get(i));
      slot(other.slots.get(i));
    }
    text.append(other.text);
    return this;
  }

  /** Returns the statement with its open places. */
  SqlTemplate template() {
    List<String> all = new ArrayList<>(texts);
    all.add(text.toString());
    return new SqlTemplate(all, slots);
  }

  /** Returns the written text with its open places: equal texts are the same SQL. */
  @Override
  public String toString() {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < slots.size(); i++) {
      all.append(texts.get(i)).append('{').append(slots.get(i)).append('}');
    }
    return all.append(text).toString();
  }

  /**
   * Appends a string literal. Nothing but the quote has a meaning in it, and a quote is doubled.
   * Pinot, though, once its parser has undone that, makes one quote of each two that are still side
   * by side (every version, in {@code RequestUtils}): quotes that are side by side in the value are
   * doubled twice.
   */
  static void appendLiteral(StringBuilder sql, String value) {
    sql.append('\'');
    int from = 0;
    for (int quote = value.indexOf('\''); quote >= 0; quote = value.indexOf('\'', from)) {
      int end = quote;
      while (end < value.length() && value.charAt(end) == '\'') {
        end++;
      }
      int quotes = end - quote;
      sql.append(value, from, quote).append("'".repeat(quotes == 1 ? 2 : 4 * quotes));
      from = end;
    }
    sql.append(value, from, value.length()).append('\'');
  }
}
