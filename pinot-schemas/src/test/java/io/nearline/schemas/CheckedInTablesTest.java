package io.nearline.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.schemas.lint.Lint;
import io.nearline.schemas.lint.LintContext;
import io.nearline.schemas.lint.LintSubject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The checked-in JSON is what the sample configuration renders to. */
class CheckedInTablesTest {
  private static final Path MODULE = Path.of("").toAbsolutePath();

  @Test
  void equalTheRenderedSample() throws IOException {
    Map<String, String> rendered = new TreeMap<>();
    sample().forEach(table -> rendered.putAll(table.files()));
    Map<String, String> checkedIn = new TreeMap<>();
    try (var files = Files.newDirectoryStream(MODULE, "*.json")) {
      for (Path file : files) {
        checkedIn.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    assertThat(new TreeSet<>(checkedIn.keySet()))
        .isEqualTo(new TreeSet<>(rendered.keySet()))
        .hasSize(4);
    rendered.forEach(
        (file, text) ->
            assertThat(checkedIn.get(file))
                .as("%s; './nearline tables render --out pinot-schemas' writes it", file)
                .isEqualTo(text));
  }

  @Test
  void fallIntoNoTrap() throws IOException {
    for (RenderedTable table : sample()) {
      assertThat(
              Lint.check(
                  LintSubject.of(table),
                  LintContext.NOTHING.withCatalogue(catalogue()).withTopicPartitions(4)))
          .isEmpty();
    }
  }

  private static List<RenderedTable> sample() throws IOException {
    return Tables.render(catalogue(), TableSettings.defaults());
  }

  private static AttributeCatalogue catalogue() throws IOException {
    return Catalogues.parse(Files.readString(MODULE.resolve("../deploy/config/attributes.yaml")));
  }
}
