package io.nearline.cli.tables;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code nearline tables}. */
@Command(
    name = "tables",
    description = "Make Pinot's tables of attributes.yaml, check them, and bring them to Pinot.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {RenderCommand.class, LintCommand.class, PlanCommand.class, ApplyCommand.class})
public final class TablesCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** Made by picocli. */
  @SuppressWarnings("NullAway.Init") // picocli sets the field
  public TablesCommand() {}

  /** Without a command there is nothing to do. */
  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "COMMAND: nothing (expected: render, lint, plan or apply)");
  }
}
