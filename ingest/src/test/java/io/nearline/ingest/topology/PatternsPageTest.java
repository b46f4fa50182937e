package io.nearline.ingest.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/ingest.md} shows of patterns is what happens. */
class PatternsPageTest {
  private static final Path PAGE = Path.of("..", "docs", "ingest.md");
  private static final String ATTRIBUTES =
      "entities: {actor: {table: actions, type: int64, retention: 96h}}";

  private final String page = Files.readString(PAGE);

  PatternsPageTest() throws IOException {}

  @Test
  void theExampleIsTrue(@TempDir Path directory) {
    String section = page.substring(page.indexOf("## Patterns"));
    try (IngestFixture ingest = new IngestFixture(directory, ATTRIBUTES, block(section, "yaml"))) {
      int lines = 0;
      for (String line : block(section, "text").lines().toList()) {
        ingest.send(lines % 2 == 0 ? "raw.clicks" : "raw.clicks.mobile", null, line);
        lines++;
      }
      ingest.driver.advanceWallClockTime(Duration.ofSeconds(11));

      List<String> emitted =
          ingest.readJson("actions").stream()
              .map(Map.Entry::getValue)
              .map(Object::toString)
              .filter(text -> text.contains("\"eventId\":\"search-conversion:"))
              .toList();
      assertThat(emitted).containsExactly(block(section, "json").strip());
      assertThat(ingest.account())
          .containsEntry("clicks|action|", (long) lines)
          .containsEntry("search-conversion|emitted|", 1L);
    }
  }

  private static String block(String text, String language) {
    Matcher matcher =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(text);
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }
}
