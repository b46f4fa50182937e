package io.nearline.cli.letters;

import io.nearline.process.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code nearline dead-letters list}. */
@Command(
    name = "list",
    description =
        "Count the dead letters by reason, pipeline, source topic, and generation if there are"
            + " several, with a sample.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ListCommand implements Callable<Integer> {
  @Mixin private LetterOptions options;

  @Override
  public Integer call() {
    LetterGroups groups = new LetterGroups();
    options.letters().forEach(groups::add);
    groups.lines().forEach(System.out::println);
    return ExitCode.DONE.code();
  }
}
