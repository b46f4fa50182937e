package io.nearline.cli.tables;

import io.nearline.cli.configuration.ConfigurationDirectory;
import io.nearline.process.ExitCode;
import io.nearline.schemas.plan.TablePlanner;
import io.nearline.schemas.plan.TablesPlan;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code nearline tables plan}. */
@Command(
    name = "plan",
    description = {
      "Show what apply would change, changing nothing.",
      "",
      "+ is added, ~ is changed, ! can't be done; what Nearline doesn't set is left alone. Exit"
          + " code 2 when something can't be done."
    })
final class PlanCommand implements Callable<Integer> {
  @Mixin private ConfigurationDirectory configuration = new ConfigurationDirectory();
  @Mixin private Rendering rendering = new Rendering();
  @Mixin private ControllerOptions controller = new ControllerOptions();

  @Override
  public Integer call() {
    rendering.kafka().require();
    Rendering.Rendered rendered = rendering.render(configuration.path());
    TablesPlan plan =
        TablePlanner.plan(controller.controller(), rendered.tables(), rendered::context);
    System.out.print(plan.text());
    return (plan.refusals().isEmpty() ? ExitCode.DONE : ExitCode.USAGE).code();
  }
}
