package io.nearline.ingest.event;

/** How large messages may be, in bytes. */
public final class MessageLimits {
  /** A raw event: key, value and headers; also the raw topics' {@code max.message.bytes}. */
  public static final int RAW = 8 * 1024 * 1024;

  /** What is made of a raw event with more headers and fields: dead letters, re-keyed events. */
  public static final int DERIVED = RAW + 64 * 1024;

  /** An action: below Kafka's default for a topic, so that any topic takes it. */
  public static final int ACTION = 1_000_000;

  /** What the actions' topics must take: Kafka's default, an action with all that goes with it. */
  public static final int ACTION_TOPIC = 1_048_588;

  private MessageLimits() {}
}
