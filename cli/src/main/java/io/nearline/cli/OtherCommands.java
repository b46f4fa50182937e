package io.nearline.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The commands that the launcher script gives to other programs: they are listed with the rest, and
 * never come to this one.
 */
final class OtherCommands {
  private static final Map<String, Class<?>> ALL = new LinkedHashMap<>();

  static {
    ALL.put("ingest", Ingest.class);
    ALL.put("server", Server.class);
    ALL.put("bench", Bench.class);
  }

  private OtherCommands() {}

  /** Adds those that a parser lacks. */
  static void addTo(CommandLine root) {
    ALL.forEach(
        (name, command) -> {
          if (!root.getSubcommands().containsKey(name)) {
            root.addSubcommand(command);
          }
        });
  }

  @Command(
      name = "ingest",
      description = "Run ingest as a process of its own, for production; --help tells its options.")
  private static final class Ingest {}

  @Command(
      name = "server",
      description =
          "Run the feature server as a process of its own, for production; --help tells its"
              + " options.")
  private static final class Server {}

  @Command(name = "bench", description = "Measure how fast Nearline is on this machine.")
  private static final class Bench {}
}
