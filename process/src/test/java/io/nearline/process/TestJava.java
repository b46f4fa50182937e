package io.nearline.process;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Command lines for main classes among the tests. */
final class TestJava {
  /** Within which a JVM starts and ends, on a busy machine too. */
  static final Duration BOUND = Duration.ofSeconds(30);

  private TestJava() {}

  static List<String> command(Class<?> mainClass, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-cp");
    command.add(place(ParentPipe.class) + File.pathSeparator + place(mainClass));
    command.add(mainClass.getName());
    command.addAll(List.of(arguments));
    return command;
  }

  private static Path place(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
