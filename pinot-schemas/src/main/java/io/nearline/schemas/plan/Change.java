package io.nearline.schemas.plan;

/** One thing that applying a plan changes. */
public sealed interface Change {

  /** Returns the change in one line, such as {@code + add column objectGeo STRING}. */
  String text();

  /** Returns whether it is in the schema, not in the table configuration. */
  boolean isInSchema();

  /** Returns whether segments that are being consumed must be committed for it to hold. */
  boolean isFixedWhileConsuming();

  /** Returns whether committed segments must be reloaded for it to hold. */
  boolean isFixedInSegments();

  /**
   * The schema is added.
   *
   * @param schema its name
   * @param columns how many columns it has
   */
  record CreateSchema(String schema, int columns) implements Change {
    @Override
    public String text() {
      return "+ create schema " + schema + ": " + columns + " columns";
    }

    @Override
    public boolean isInSchema() {
      return true;
    }

    @Override
    public boolean isFixedWhileConsuming() {
      return false;
    }

    @Override
    public boolean isFixedInSegments() {
      return false;
    }
  }

  /**
   * The table is added.
   *
   * @param table its name
   * @param summary its key, partitions and retention
   */
  record CreateTable(String table, String summary) implements Change {
    @Override
    public String text() {
      return "+ create table " + table + ": " + summary;
    }

    @Override
    public boolean isInSchema() {
      return false;
    }

    @Override
    public boolean isFixedWhileConsuming() {
      return false;
    }

    @Override
    public boolean isFixedInSegments() {
      return false;
    }
  }

  /**
   * A column is added; rows that are there read as missing.
   *
   * @param column its name
   * @param type its Pinot type
   */
  record AddColumn(String column, String type) implements Change {
    @Override
    public String text() {
      return "+ add column " + column + " " + type;
    }

    @Override
    public boolean isInSchema() {
      return true;
    }

    @Override
    public boolean isFixedWhileConsuming() {
      return true;
    }

    @Override
    public boolean isFixedInSegments() {
      return true;
    }
  }

  /**
   * A column holds shorter or longer strings from now on.
   *
   * @param column its name
   * @param from the live length
   * @param to the declared length
   */
  record ChangeLength(String column, int from, int to) implements Change {
    @Override
    public String text() {
      return "~ column " + column + " maxLength " + from + " → " + to;
    }

    @Override
    public boolean isInSchema() {
      return true;
    }

    @Override
    public boolean isFixedWhileConsuming() {
      return true;
    }

    @Override
    public boolean isFixedInSegments() {
      return false;
    }
  }

  /**
   * A setting of the table changes.
   *
   * @param setting which
   * @param from the live value; empty when there is none
   * @param to the rendered value
   */
  record ChangeSetting(Setting setting, String from, String to) implements Change {
    @Override
    public String text() {
      return "~ "
          + setting.label()
          + " "
          + setting.shown(from.isEmpty() ? "nothing" : from)
          + " → "
          + setting.shown(to);
    }

    @Override
    public boolean isInSchema() {
      return false;
    }

    @Override
    public boolean isFixedWhileConsuming() {
      return setting.isOfStream() || setting.isOfIndex();
    }

    @Override
    public boolean isFixedInSegments() {
      return setting.isOfIndex();
    }
  }
}
