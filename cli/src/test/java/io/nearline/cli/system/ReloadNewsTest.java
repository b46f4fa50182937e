package io.nearline.cli.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadNewsTest {
  private final List<String> told = new ArrayList<>();
  @TempDir private Path logs;

  @Test
  void tellsWhatIsSaidOfReloadsFromNowOn() throws IOException {
    write("server", "10:00:00.000 ERROR CatalogueReload: not reloaded, of yesterday\n");
    try (ReloadNews news = ReloadNews.of(logs, told::add)) {
      write(
          "server",
          """
          10:00:01.000 ERROR CatalogueReload: not reloaded, the definitions stay (2 problems):
          features/a.yaml:5: features[0].aggregate: cuont (expected: count)
          features/b.yaml:6: ünï
          10:00:02.000 INFO  Readiness: ready
            of other matters
          """);
      write(
          "ingest",
          """
          2026-11-21T11:23:57.002Z ERROR ConfigurationReload - the configuration is not taken:
          pipelines.yaml:4: format: xml (expected: json)
          2026-11-21T11:23:58.002Z INFO  GenerationStreams - nearline-ingest: RUNNING
          """);
      news.look();
      news.look();
      assertThat(told)
          .containsExactly(
              "server: not reloaded, the definitions stay (2 problems):",
              "  features/a.yaml:5: features[0].aggregate: cuont (expected: count)",
              "  features/b.yaml:6: ünï",
              "ingest: the configuration is not taken:",
              "  pipelines.yaml:4: format: xml (expected: json)");

      told.clear();
      write("server", "10:00:03.000 INFO  CatalogueReload: reloa");
      news.look();
      assertThat(told).isEmpty();
      write("server", "ded: 1 feature more\n");
      news.look();
      assertThat(told).containsExactly("server: reloaded: 1 feature more");
    }
  }

  private void write(String process, String text) throws IOException {
    Files.writeString(
        logs.resolve(process + ".log"), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
