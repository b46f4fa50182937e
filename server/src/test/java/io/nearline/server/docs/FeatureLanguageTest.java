package io.nearline.server.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.action.Action;
import io.nearline.features.action.ActionJson;
import io.nearline.features.aggregate.Aggregates;
import io.nearline.server.docs.LanguagePage.Block;
import io.nearline.server.docs.LanguagePage.Example;
import io.nearline.server.docs.LanguagePage.Row;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever {@code docs/feature-language.md} shows is what the program does. A block of YAML is an
 * example: the block of {@code text} after it says what its features evaluate to, the block of
 * {@code sql} how Pinot is asked for them. With {@code -Dnearline.golden=write} both are written
 * into the page first, to be looked at in the diff.
 */
class FeatureLanguageTest {
  private static final Pattern CODE = Pattern.compile("`(\\w+)`");

  private static LanguagePage page = LanguagePage.read();

  @BeforeAll
  static void writeThePageIfAskedTo() throws IOException {
    if (!"write".equals(System.getProperty("nearline.golden"))) {
      return;
    }
    List<String> lines = new ArrayList<>(page.lines());
    List<ExampleRun> runs = new ArrayList<>(runs().toList());
    Collections.reverse(runs);
    refusals()
        .filter(row -> !said(row).matcher(message(row)).matches())
        .forEach(row -> lines.set(row.line() - 1, line(row, message(row))));
    explained().forEach(row -> lines.set(row.line() - 1, line(row, strategy(row), reason(row))));
    for (ExampleRun run : runs) {
      run.example().sql().ifPresent(block -> replace(lines, block, run.sql()));
      run.example().values().ifPresent(block -> replace(lines, block, run.values(block)));
    }
    Files.write(LanguagePage.FILE, lines);
    page = LanguagePage.read();
  }

  private static void replace(List<String> lines, Block block, String text) {
    int from = block.line() - 1;
    List<String> place = lines.subList(from, from + (int) block.text().lines().count());
    place.clear();
    place.addAll(text.lines().toList());
  }

  static Stream<Example> examples() {
    return page.examples().stream();
  }

  static Stream<Row> explained() {
    return page.rows("explained feature").stream();
  }

  static Stream<Row> refusals() {
    return page.rows().stream().filter(row -> Refusals.isTold(row.head()));
  }

  private static Stream<ExampleRun> runs() {
    return examples().map(FeatureLanguageTest::run);
  }

  private static ExampleRun run(Example example) {
    PageDefinitions definitions = new PageDefinitions(page);
    return new ExampleRun(example, definitions.load(example.yaml().text()), actions());
  }

  private static List<Action> actions() {
    return PageActions.read(page, new PageDefinitions(page).attributes());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void exampleIsWhatThePageSays(Example example) {
    ExampleRun run = run(example);

    if (example.values().isPresent()) {
      Block values = example.values().get();
      assertThat(run.values(values)).isEqualTo(values.text());
      assertThat(run.shown())
          .containsAll(run.catalogue().features().stream().map(ExampleRun::shortName).toList());
    }
    if (example.sql().isPresent()) {
      assertThat(SqlText.normal(run.sql())).isEqualTo(SqlText.normal(example.sql().get().text()));
    }
  }

  @Test
  void actionInJsonIsTheOneOfTheTable() {
    Block json = page.blocks("json").get(0);

    assertThat(actions()).contains(ActionJson.read(json.text().getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void everyAggregateHasASectionWithAnExampleAndARowOfTheTable() {
    Set<String> shown = new LinkedHashSet<>();
    runs()
        .filter(run -> run.example().values().isPresent())
        .forEach(
            run ->
                run.catalogue().features().stream()
                    .flatMap(feature -> feature.aggregates().stream())
                    .map(aggregate -> aggregate.aggregate().name())
                    .filter(names(run.example().yaml().section())::contains)
                    .forEach(shown::add));
    assertThat(shown).containsExactlyInAnyOrderElementsOf(Aggregates.names());
    assertThat(
            page.rows("aggregate").stream()
                .flatMap(row -> names(row.text()).stream())
                .collect(Collectors.toSet()))
        .containsAll(Aggregates.names());
  }

  @Test
  void aggregateWithoutSqlIsComputedOverRows() {
    runs()
        .filter(run -> run.example().sql().isEmpty())
        .filter(
            run -> !Collections.disjoint(names(run.example().yaml().section()), Aggregates.names()))
        .forEach(
            run ->
                assertThat(run.strategies())
                    .describedAs(run.example().toString())
                    .containsOnly("row_fetch"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void refusalIsTheRealMessage(Row row) {
    assertThat(message(row)).matches(said(row));
  }

  /** Returns what a message is said to be; an ellipsis stands for whatever is there. */
  private static Pattern said(Row row) {
    String message = row.cells().get(1);
    return Pattern.compile("\\Q" + message.replace("…", "\\E.*\\Q") + "\\E", Pattern.DOTALL);
  }

  private static String message(Row row) {
    return new Refusals(page).message(row.head(), row.cells().get(0));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("explained")
  void strategyAndReasonAreThePlans(Row row) {
    assertThat(List.of(strategy(row), reason(row))).isEqualTo(row.cells().subList(1, 3));
  }

  private static String strategy(Row row) {
    return String.join(", ", explain(row).strategies());
  }

  private static String reason(Row row) {
    return explain(row).plan().aggregates().get(0).reason();
  }

  private static ExampleRun explain(Row row) {
    String features = "features:\n  - " + row.cells().get(0) + "\n";
    Block yaml = new Block(row.line(), "", "yaml", features);
    return run(new Example(yaml, Optional.empty(), Optional.empty()));
  }

  /** Returns a row of a table with other cells behind the first. */
  private static String line(Row row, String... cells) {
    return Stream.concat(Stream.of(row.cells().get(0)), Stream.of(cells))
        .map(FeatureLanguageTest::code)
        .collect(Collectors.joining(" | ", "| ", " |"));
  }

  private static String code(String text) {
    return "`" + text.replace("|", "\\|") + "`";
  }

  private static Set<String> names(String text) {
    return CODE.matcher(text)
        .results()
        .map(code -> code.group(1))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
