package io.nearline.server.plan;

/** Whose instant it is at which the windows of a call end. */
public enum Instant {
  /** The caller's: whoever asks again gets the same bytes. */
  GIVEN,
  /** The server's: no other call has it. */
  OF_SENDING
}
