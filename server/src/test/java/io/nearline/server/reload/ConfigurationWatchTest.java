package io.nearline.server.reload;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nearline.features.definition.Catalogue;
import io.nearline.features.definition.CatalogueLoader;
import io.nearline.server.FakeBroker;
import io.nearline.server.Samples;
import io.nearline.server.pinot.Answers;
import io.nearline.server.pinot.PinotException.Kind;
import io.nearline.server.pinot.PinotSql;
import io.nearline.server.pinot.PinotTable;
import io.nearline.server.serving.ColumnProbe;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ConfigurationWatchTest {
  private static final String ONE =
      """
      feature_set: jobs
      version: 1
      entity: actor
      features:
        - {name: views, aggregate: count, where: 'verb == "view"', windows: [1h]}
      services: {ranker: ['jobs@1.*']}
      """;
  private static final String MORE = ONE.replace("windows: [1h]", "windows: [1h, 2h]");
  private static final String CHANGED = ONE.replace("\"view\"", "\"see\"");
  private static final String BROKEN = ONE.replace("count", "cuont").replace("1h", "0h");

  private final FakeBroker broker = new FakeBroker();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<Catalogue> served = new ArrayList<>();
  private final Map<String, String> files = new TreeMap<>();
  private String problem = "";
  private final ConfigurationWatch watch;

  ConfigurationWatchTest() {
    files.put("attributes.yaml", Samples.ATTRIBUTES);
    files.put("features/jobs.yaml", ONE);
    Catalogue first = CatalogueLoader.load(files);
    this.watch =
        ConfigurationWatch.of(
            DefinitionFiles.of(files),
            () ->
                problem.isEmpty()
                    ? DefinitionFiles.of(files)
                    : new DefinitionFiles(Map.of(), "", problem),
            new CatalogueReload(
                first,
                new ColumnProbe(broker),
                served::add,
                new ReloadMetrics(
                    meters, Clock.fixed(Instant.ofEpochMilli(1_500), ZoneOffset.UTC), 1)));
  }

  private double count(Outcome outcome) {
    String tag = outcome.name().toLowerCase(Locale.ROOT);
    return meters.get("nearline.catalogue.reloads").tag("outcome", tag).counter().count();
  }

  private double successful() {
    return meters.get("nearline.catalogue.last.reload.successful").gauge().value();
  }

  private void poll(int times) {
    for (int i = 0; i < times; i++) {
      watch.poll();
    }
  }

  @Test
  void whatHasSettledIsServed() {
    poll(3);
    assertThat(served).isEmpty();

    files.put("features/jobs.yaml", MORE);
    poll(1);
    assertThat(served).isEmpty();
    poll(3);
    assertThat(served).singleElement().matches(catalogue -> catalogue.features().size() == 2);
    assertThat(count(Outcome.OK)).isEqualTo(1);
    assertThat(broker.statements()).isEmpty();
    assertThat(meters.get("nearline.catalogue.last.success.timestamp.seconds").gauge().value())
        .isEqualTo(1.5);
  }

  @Test
  void halfWrittenFilesArePassedOver() {
    for (int length = 10; length < MORE.length(); length += 20) {
      files.put("features/jobs.yaml", MORE.substring(0, length));
      poll(1);
    }
    files.put("features/jobs.yaml", MORE);
    poll(2);

    assertThat(served).hasSize(1);
    assertThat(count(Outcome.INVALID)).isZero();
  }

  @Test
  void whatIsThereAndGoneAgainIsNoChange() {
    files.put("features/jobs.yaml", MORE);
    poll(1);
    files.put("features/jobs.yaml", ONE);
    poll(1);
    files.put("features/jobs.yaml", MORE);
    poll(1);

    assertThat(served).isEmpty();
  }

  @Test
  void badFilesLeaveWhatIsServed() {
    files.put("features/jobs.yaml", BROKEN);
    poll(5);
    assertThat(served).isEmpty();
    assertThat(count(Outcome.INVALID)).isEqualTo(1);
    assertThat(successful()).isZero();

    files.put("features/jobs.yaml", MORE);
    poll(2);
    assertThat(served).hasSize(1);
    assertThat(successful()).isEqualTo(1);
  }

  @Test
  void servedDefinitionsDoNotChange() {
    files.put("features/jobs.yaml", CHANGED);
    poll(2);
    assertThat(served).isEmpty();
    assertThat(count(Outcome.INVALID)).isEqualTo(1);

    files.put("features/jobs.yaml", ONE);
    files.put(
        "features/jobs_2.yaml",
        CHANGED
            .replace("version: 1", "version: 2")
            .replace("{ranker: ['jobs@1", "{next: ['jobs@2"));
    poll(2);
    assertThat(served).singleElement().matches(catalogue -> catalogue.services().size() == 2);

    files.put("features/jobs_2.yaml", files.get("features/jobs_2.yaml").replace("see", "look"));
    poll(2);
    assertThat(served).hasSize(1);
    assertThat(count(Outcome.INVALID)).isEqualTo(2);

    // Nor does one that was gone meanwhile.
    String second = files.remove("features/jobs_2.yaml");
    poll(2);
    assertThat(served).hasSize(2);
    files.put("features/jobs_2.yaml", second);
    poll(2);
    assertThat(served).hasSize(2);
    assertThat(count(Outcome.INVALID)).isEqualTo(3);
  }

  @Test
  void columnsThatPinotLacksAreWaitedFor() {
    broker.fail(Kind.NOT_READY);
    files.put(
        "attributes.yaml",
        Samples.ATTRIBUTES.replace("{type: bool}", "{type: bool, column: objectRemote}"));
    poll(10);
    assertThat(served).isEmpty();
    assertThat(count(Outcome.NOT_READY)).isEqualTo(1);

    broker.fail(Kind.UNREACHABLE);
    poll(10);
    assertThat(count(Outcome.NOT_READY)).isEqualTo(2);

    broker.answer(sql -> Answers.table(List.of("eventId"), "[]"));
    poll(1);
    assertThat(served).hasSize(1);
    assertThat(broker.statements())
        .allMatch(statement -> statement.text().contains("\"objectRemote\""));
    poll(10);
    assertThat(served).hasSize(1);
  }

  @Test
  void aDefectEndsNothing() {
    endsNothing(
        sql -> {
          throw new IllegalStateException("a defect");
        });
  }

  @Test
  void norDoDefinitionsThatAreTooDeep() {
    endsNothing(
        sql -> {
          throw new StackOverflowError("of a test");
        });
  }

  private void endsNothing(Function<PinotSql, CompletionStage<PinotTable>> failure) {
    broker.end(failure);
    files.put("attributes.yaml", Samples.ATTRIBUTES.replace("bool}", "bool, column: other}"));
    poll(3);
    assertThat(count(Outcome.DEFECT)).isEqualTo(1);

    files.put("attributes.yaml", Samples.ATTRIBUTES);
    files.put("features/jobs.yaml", MORE);
    poll(2);
    assertThat(served).hasSize(1);
  }

  @Test
  void aDirectoryThatCannotBeReadLeavesWhatIsServed() {
    problem = "config: not found";
    poll(5);
    assertThat(count(Outcome.INVALID)).isEqualTo(1);

    problem = "";
    poll(2);
    assertThat(count(Outcome.OK)).isEqualTo(1);
    assertThat(served).singleElement().matches(catalogue -> catalogue.features().size() == 1);
  }

  @Test
  void toldToReloadItDoesNotWait() {
    files.put("features/jobs.yaml", MORE);
    watch.readNow();
    assertThat(served).hasSize(1);
    poll(3);
    assertThat(served).hasSize(1);
    watch.readNow();
    assertThat(served).hasSize(2);
  }

  @Test
  void filesOfProcessesChangeNoDefinitions() {
    files.put("server.yaml", "grpc: {port: 1}");
    files.put("ingest.yaml", "kafka: {}");
    poll(3);

    assertThat(served).isEmpty();
    assertThat(count(Outcome.OK)).isZero();
  }
}
