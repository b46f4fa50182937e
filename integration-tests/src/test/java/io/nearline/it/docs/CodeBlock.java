package io.nearline.it.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A fenced block of a Markdown file.
 *
 * @param file the file, relative to the clone
 * @param line where the block's content begins, from 1
 * @param language what stands behind the fence
 * @param text the content
 */
record CodeBlock(String file, int line, String language, String text) {
  private static final Path CLONE = Path.of("..").toAbsolutePath().normalize();
  private static final String FENCE = "```";

  /** Returns all blocks of all documents of the clone. */
  static List<CodeBlock> all() {
    List<CodeBlock> blocks = new ArrayList<>();
    try (Stream<Path> modules = Files.list(CLONE);
        Stream<Path> docs = Files.walk(CLONE.resolve("docs"))) {
      List<Path> documents = new ArrayList<>(docs.toList());
      modules.forEach(
          path -> documents.add(Files.isDirectory(path) ? path.resolve("README.md") : path));
      for (Path document : documents) {
        if (document.toString().endsWith(".md") && Files.exists(document)) {
          blocks.addAll(of(document));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return blocks;
  }

  /** Returns the commands of a shell block, continuation lines joined, comments left out. */
  List<String> commands() {
    return text.replaceAll("\\\\\n\\s*", "")
        .lines()
        .map(line -> line.replaceFirst("(^|\\s+)# .*$", "").strip())
        .filter(line -> !line.isEmpty())
        .toList();
  }

  @Override
  public String toString() {
    return file + ":" + line;
  }

  private static List<CodeBlock> of(Path document) throws IOException {
    List<CodeBlock> blocks = new ArrayList<>();
    List<String> lines = Files.readAllLines(document);
    for (int start = 0; start < lines.size(); start++) {
      if (!lines.get(start).startsWith(FENCE)) {
        continue;
      }
      int end = start + 1;
      while (!lines.get(end).startsWith(FENCE)) {
        end++;
      }
      blocks.add(
          new CodeBlock(
              CLONE.relativize(document).toString(),
              start + 2,
              lines.get(start).substring(FENCE.length()),
              String.join("\n", lines.subList(start + 1, end)) + "\n"));
      start = end;
    }
    return blocks;
  }
}
