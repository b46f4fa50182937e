package io.nearline.ingest.event;

/** Reads the bytes of raw events. Thread-safe. */
public interface EventDecoder {

  /**
   * Reads one event.
   *
   * @throws RefusedEventException with {@link DeadLetterReason#MALFORMED}
   */
  Event decode(byte[] value) throws RefusedEventException;
}
