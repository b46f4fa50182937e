package io.nearline.bench.ingest;

import io.nearline.bench.system.ProcessFigures;
import java.util.OptionalDouble;

/** The most memory that a process was seen to have. Thread-safe. */
final class ResidentMemory {
  private long pid;
  private OptionalDouble most = OptionalDouble.empty();

  /** Looks at another process from now on. */
  synchronized void of(long process) {
    pid = process;
  }

  /** Looks. */
  synchronized void sample() {
    OptionalDouble now = ProcessFigures.residentMebibytes(pid);
    if (now.isPresent()) {
      most = OptionalDouble.of(Math.max(now.getAsDouble(), most.orElse(0)));
    }
  }

  /** Returns the most, in MiB; empty where nobody knows. */
  synchronized OptionalDouble mostMebibytes() {
    return most;
  }
}
