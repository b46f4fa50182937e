package io.nearline.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A {@code java} command line for a main class of an application module: its class path is the
 * module's own jar and every jar of the {@code lib} folder beside it.
 *
 * @param jar the module's jar
 * @param mainClass the binary name of the class to run
 * @param options the JVM's options, before the class
 * @param arguments the program's arguments, after the class
 */
public record JavaCommand(
    Path jar, String mainClass, List<String> options, List<String> arguments) {
  public JavaCommand {
    options = List.copyOf(options);
    arguments = List.copyOf(arguments);
    if (!Files.isRegularFile(jar)) {
      throw new IllegalArgumentException("jar: " + jar + " (expected: the jar of a built module)");
    }
    if (mainClass.isBlank()) {
      throw new IllegalArgumentException("mainClass: blank (expected: a class name)");
    }
  }

  /** The command line, run by the same {@code java} that runs this process. */
  public List<String> line() {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(options);
    line.add("-cp");
    line.add(classPath());
    line.add(mainClass);
    line.addAll(arguments);
    return line;
  }

  private String classPath() {
    Path library = jar.resolveSibling("lib");
    return Files.isDirectory(library)
        ? jar + java.io.File.pathSeparator + library.resolve("*")
        : jar.toString();
  }
}
