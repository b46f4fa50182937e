package io.nearline.cli.letters;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code nearline dead-letters}. */
@Command(
    name = "dead-letters",
    description = "List, show and retry the events that ingest could not make actions of.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {ListCommand.class, ShowCommand.class, RetryCommand.class})
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class DeadLettersCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** Made by picocli. */
  public DeadLettersCommand() {}

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "COMMAND: nothing (expected: list, show or retry)");
  }
}
