package io.nearline.it.launcher;

import io.nearline.process.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs {@code ./nearline} of this clone, as it was built before the tests. */
public final class Launcher {
  private static final Path SCRIPT = Path.of("..", "nearline").toAbsolutePath().normalize();
  private static final Map<String, String> AS_BUILT = Map.of("NEARLINE_BUILD", "never");
  private static final long BOUND_MINUTES = 6;

  private Launcher() {}

  /**
   * What a finished command has left.
   *
   * @param command its words
   * @param exitCode its exit code
   * @param output what it printed, errors too
   */
  public record Finished(List<String> command, int exitCode, String output) {

    /** Returns the output of a command that must have succeeded. */
    public String requireDone() {
      if (exitCode != 0) {
        throw new AssertionError(command + " ended with " + exitCode + ":\n" + output);
      }
      return output;
    }
  }

  /** Starts a command that stays; its output goes to a file. */
  public static ChildProcess start(Path log, String... arguments) {
    return ChildProcess.start("nearline", command(arguments), AS_BUILT, log);
  }

  /** Runs a command to its end. */
  public static Finished run(String... arguments) {
    ProcessBuilder builder = new ProcessBuilder(command(arguments)).redirectErrorStream(true);
    builder.environment().putAll(AS_BUILT);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(BOUND_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError(List.of(arguments) + " did not end:\n" + output);
      }
      return new Finished(List.of(arguments), process.exitValue(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static List<String> command(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(SCRIPT.toString());
    command.addAll(List.of(arguments));
    return command;
  }
}
