package io.nearline.cli.tables;

import io.nearline.cli.configuration.ConfigurationDirectory;
import io.nearline.process.ExitCode;
import io.nearline.schemas.RenderedTable;
import io.nearline.schemas.controller.PinotController;
import io.nearline.schemas.plan.TableApplier;
import io.nearline.schemas.plan.TablePlanner;
import io.nearline.schemas.plan.TablesPlan;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code nearline tables apply}. */
@Command(
    name = "apply",
    description = {
      "Create the tables in Pinot, or change them to what the configuration says.",
      "",
      "Prints the plan, makes its changes, each schema before its table, and ends when they hold."
          + " Apply a new attribute before ingest sends it: rows that Pinot has taken in before"
          + " read as missing. Changes nothing when something can't be done (exit code 2)."
    })
final class ApplyCommand implements Callable<Integer> {
  @Mixin private ConfigurationDirectory configuration = new ConfigurationDirectory();
  @Mixin private Rendering rendering = new Rendering();
  @Mixin private ControllerOptions options = new ControllerOptions();

  @Option(
      names = "--refresh",
      description =
          "Also commit consuming segments and reload all, changed or not: for when an earlier apply"
              + " was interrupted.")
  private boolean refresh;

  @Override
  public Integer call() {
    rendering.kafka().require();
    Rendering.Rendered rendered = rendering.render(configuration.path());
    PinotController controller = options.controller();
    TablesPlan plan = TablePlanner.plan(controller, rendered.tables(), rendered::context);
    System.out.print(plan.text());
    if (!plan.refusals().isEmpty()) {
      return ExitCode.USAGE.code();
    }
    TableApplier applier = new TableApplier(controller, System.err::println);
    applier.apply(plan);
    if (refresh) {
      for (RenderedTable table : rendered.tables()) {
        applier.refresh(table.name());
      }
    }
    return ExitCode.DONE.code();
  }
}
