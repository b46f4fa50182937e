package io.nearline.cli.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearline.cli.CommandException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineFileTest {
  private static final String LONG = "x".repeat(200_000);

  @TempDir private Path directory;

  @Test
  void linesAreNumberedAndEmptyOnesSkipped() throws IOException {
    Path file = directory.resolve("a.jsonl");
    Files.writeString(file, "one\r\n\n\r\n" + LONG + "\nlast é");

    assertThat(read(file))
        .containsExactly("a.jsonl:1 one", "a.jsonl:4 " + LONG, "a.jsonl:5 last é");
  }

  @Test
  void gzipOfSeveralMembersIsOneFile() throws IOException {
    Path file = directory.resolve("a.jsonl.gz");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(gzip("one\ntw"));
    bytes.writeBytes(gzip("o\n"));
    Files.write(file, bytes.toByteArray());

    assertThat(read(file)).containsExactly("a.jsonl.gz:1 one", "a.jsonl.gz:2 two");
  }

  @Test
  void gzipCutShortNamesThePlace() throws IOException {
    Path file = directory.resolve("a.gz");
    byte[] whole = gzip("one\ntwo\n");
    Files.write(file, Arrays.copyOf(whole, whole.length - 6));

    assertThatThrownBy(() -> read(file))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("a.gz:")
        .hasMessageContaining("can't be read on");
  }

  @Test
  void whatIsNoFileOrNoGzipIsRefused() throws IOException {
    Path text = directory.resolve("text.gz");
    Files.writeString(text, "no gzip");

    assertThatThrownBy(() -> LineFile.open(text)).hasMessageContaining("no gzip data");
    assertThatThrownBy(() -> LineFile.open(directory)).hasMessageContaining("can't be read");
  }

  private static List<String> read(Path path) {
    List<String> lines = new ArrayList<>();
    try (LineFile file = LineFile.open(path)) {
      while (file.next()) {
        lines.add(file.place() + " " + new String(file.line(), UTF_8));
      }
    }
    return lines;
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }
}
