package io.nearline.process;

/** How a Nearline process ends, as its parent and its user's scripts see it. */
public enum ExitCode {
  /** What was asked for is done. */
  DONE(0),
  /** It was attempted and failed. */
  FAILED(1),
  /** It was not attempted: the options, the configuration or the ports given don't allow it. */
  USAGE(2);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /** The number that the operating system is given. */
  public int code() {
    return code;
  }
}
