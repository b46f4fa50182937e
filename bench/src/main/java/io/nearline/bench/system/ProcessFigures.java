package io.nearline.bench.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalDouble;

/** What the operating system knows of a process. */
public final class ProcessFigures {
  private static final double KIBIBYTES_PER_MEBIBYTE = 1024;
  private static final String RESIDENT = "VmRSS:";

  private ProcessFigures() {}

  /** Returns how much CPU time a process has taken so far; zero when nobody knows. */
  public static Duration cpu(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .orElse(Duration.ZERO);
  }

  /** Returns how much memory a process has, in MiB; empty where there is no {@code /proc}. */
  public static OptionalDouble residentMebibytes(long pid) {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    if (!Files.isReadable(status)) {
      return OptionalDouble.empty();
    }
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith(RESIDENT))
          .map(line -> line.substring(RESIDENT.length()).replace("kB", "").strip())
          .mapToDouble(kibibytes -> Double.parseDouble(kibibytes) / KIBIBYTES_PER_MEBIBYTE)
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
