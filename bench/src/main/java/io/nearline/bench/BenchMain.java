package io.nearline.bench;

import io.nearline.cli.Nearline;
import io.nearline.process.ParentPipe;
import java.time.Duration;
import java.util.List;

/** Runs {@code nearline bench}, with what all commands have. */
public final class BenchMain {
  private BenchMain() {}

  /** Runs the command whose name and arguments are given, and exits with its code. */
  public static void main(String[] arguments) {
    // Children end when this process does.
    ParentPipe.watch(() -> {}, Duration.ofSeconds(1));
    System.exit(Nearline.commandLine(List.of(new BenchCommand())).execute(arguments));
  }
}
