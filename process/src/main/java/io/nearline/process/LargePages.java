package io.nearline.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The JVM's option for large pages of memory: 2 MiB for one entry of the processor's address cache,
 * where it is 4 KiB else. Whoever reads here and there in tens of megabytes waits less.
 */
public final class LargePages {
  private static final Path MODE = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");

  private LargePages() {}

  /** Returns the option; nothing where the operating system has no such pages for who asks. */
  public static List<String> options() {
    return options(MODE);
  }

  /** The chosen mode is the one in brackets; a JVM would warn of {@code never}. */
  static List<String> options(Path mode) {
    try {
      return Files.isReadable(mode) && !Files.readString(mode).contains("[never]")
          ? List.of("-XX:+UseTransparentHugePages")
          : List.of();
    } catch (IOException notToBeRead) {
      return List.of();
    }
  }
}
