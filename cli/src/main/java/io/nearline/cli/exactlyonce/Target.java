package io.nearline.cli.exactlyonce;

/** What is killed. */
enum Target {
  /** An instance of ingest. */
  INGEST("ingest"),
  /** Kafka and Pinot, which are one process. */
  STACK("Kafka and Pinot");

  private final String text;

  Target(String text) {
    this.text = text;
  }

  /** Returns what it is called. */
  String text() {
    return text;
  }

  /** What {@code --kill} says. */
  enum Choice {
    /** Only ingest. */
    INGEST,
    /** Only Kafka and Pinot. */
    STACK,
    /** By turns. */
    BOTH;

    /** Returns what the kill of a number, from 0, kills. */
    Target of(int number) {
      return switch (this) {
        case INGEST -> Target.INGEST;
        case STACK -> Target.STACK;
        case BOTH -> number % 2 == 0 ? Target.INGEST : Target.STACK;
      };
    }
  }
}
