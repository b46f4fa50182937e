package io.nearline.cli;

import io.nearline.cli.definitions.FeaturesCommand;
import io.nearline.cli.demo.DemoCommand;
import io.nearline.cli.exactlyonce.VerifyExactlyOnceCommand;
import io.nearline.cli.get.GetCommand;
import io.nearline.cli.letters.DeadLettersCommand;
import io.nearline.cli.replay.ReplayCommand;
import io.nearline.cli.reprocess.ReprocessCommand;
import io.nearline.cli.spoof.SpoofCommand;
import io.nearline.cli.system.UpCommand;
import io.nearline.cli.tables.TablesCommand;
import io.nearline.process.ExitCode;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root of the commands behind {@code ./nearline}. */
@Command(
    name = "nearline",
    description = "Near-real-time ranking features over Kafka and Apache Pinot.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Version.class,
    subcommands = {
      DemoCommand.class,
      UpCommand.class,
      ReplayCommand.class,
      ReprocessCommand.class,
      SpoofCommand.class,
      GetCommand.class,
      FeaturesCommand.class,
      TablesCommand.class,
      DeadLettersCommand.class,
      VerifyExactlyOnceCommand.class
    })
public final class Nearline implements Runnable {
  @CommandLine.Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of an error; NEARLINE_DEBUG=1 does the same.")
  private boolean debug;

  @Spec private CommandSpec spec;

  /** Made by {@link #commandLine()}. */
  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  Nearline() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** Returns the parser of all commands. */
  public static CommandLine commandLine() {
    return commandLine(List.of());
  }

  /**
   * Returns the parser of all commands and some more.
   *
   * @param further picocli's commands of other modules
   */
  public static CommandLine commandLine(List<?> further) {
    Nearline nearline = new Nearline();
    CommandLine root = new CommandLine(nearline);
    further.forEach(root::addSubcommand);
    OtherCommands.addTo(root);
    root.getCommandSpec()
        .usageMessage()
        .footer("", "Exit code: 0 done, 1 failed, 2 bad usage or configuration.");
    return Arguments.registerNumbers(root)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExitCodeExceptionMapper(e -> Failure.of(e).code().code())
        .setParameterExceptionHandler(Nearline::refuse)
        .setExecutionExceptionHandler((e, line, result) -> nearline.fail(e, line));
  }

  /** Without a command there is nothing to do. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "COMMAND: nothing (expected: one of them)");
  }

  private static int refuse(ParameterException e, String[] arguments) {
    CommandLine line = e.getCommandLine();
    PrintWriter err = line.getErr();
    err.println("nearline: " + Arguments.problem(e));
    if (line.getParent() == null) {
      line.usage(err);
    } else {
      err.println("See: " + line.getCommandSpec().qualifiedName() + " --help");
    }
    err.flush();
    return ExitCode.USAGE.code();
  }

  private int fail(Exception e, CommandLine line) {
    Failure failure = Failure.of(e);
    PrintWriter err = line.getErr();
    err.println(failure.message());
    if (debug || "1".equals(System.getenv("NEARLINE_DEBUG"))) {
      e.printStackTrace(err);
    }
    err.flush();
    return failure.code().code();
  }
}
