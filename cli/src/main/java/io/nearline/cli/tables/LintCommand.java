package io.nearline.cli.tables;

import io.nearline.features.problem.Problem;
import io.nearline.process.ExitCode;
import io.nearline.schemas.StreamConfig;
import io.nearline.schemas.lint.Lint;
import io.nearline.schemas.lint.LintContext;
import io.nearline.schemas.lint.LintSubject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code nearline tables lint}. */
@Command(
    name = "lint",
    description = {
      "Check tables for settings that Pinot accepts and then loses or miscounts rows with.",
      "",
      "Checks files, or without FILE what the configuration renders to. Files are found in"
          + " directories too, and belong together by name: T.schema.json and T.table.json. With"
          + " --config, the columns must be those of its attributes, and no window may be longer"
          + " than the retention; with --kafka, the partition counts must be the topics'. Exit code"
          + " 2 when there is something to object to."
    })
final class LintCommand implements Callable<Integer> {
  @Mixin private ConfigurationOption configuration = new ConfigurationOption();
  @Mixin private Rendering rendering = new Rendering();

  @Parameters(paramLabel = "FILE", arity = "0..*", description = "Files, or directories of them.")
  private List<Path> files = List.of();

  @Override
  public Integer call() {
    List<Problem> findings = files.isEmpty() ? checkRendered() : checkFiles();
    findings.forEach(System.out::println);
    System.err.println(findings.size() + (findings.size() == 1 ? " finding" : " findings"));
    return (findings.isEmpty() ? ExitCode.DONE : ExitCode.USAGE).code();
  }

  private List<Problem> checkRendered() {
    Rendering.Rendered rendered = rendering.render(configuration.path());
    return rendered.tables().stream()
        .flatMap(table -> Lint.check(LintSubject.of(table), rendered.context(table)).stream())
        .toList();
  }

  private List<Problem> checkFiles() {
    List<LintSubject> subjects = TableFiles.read(files);
    Optional<Configuration> given = configuration.given().map(Configuration::read);
    Map<String, Integer> partitions =
        rendering.kafka().partitions(subjects.stream().map(LintCommand::topic).toList());
    List<Problem> findings = new ArrayList<>();
    for (LintSubject subject : subjects) {
      String name = subject.table().path("tableName").asText();
      LintContext context = given.map(known -> known.context(name)).orElse(LintContext.NOTHING);
      Integer count = partitions.get(topic(subject));
      findings.addAll(
          Lint.check(subject, count == null ? context : context.withTopicPartitions(count)));
    }
    return findings;
  }

  private static String topic(LintSubject subject) {
    return subject
        .table()
        .path("tableIndexConfig")
        .path("streamConfigs")
        .path(StreamConfig.TOPIC)
        .asText();
  }
}
