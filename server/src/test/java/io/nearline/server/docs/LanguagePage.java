package io.nearline.server.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The page {@code docs/feature-language.md}, cut into what a test can execute.
 *
 * @param lines its lines
 * @param blocks its fenced blocks
 * @param rows the rows of its tables, without their heads
 */
record LanguagePage(List<String> lines, List<Block> blocks, List<Row> rows) {
  /** Where it is. */
  static final Path FILE = Path.of("..", "docs", "feature-language.md");

  private static final String FENCE = "```";
  private static final Pattern HEADING = Pattern.compile("#{2,3} (.*)");
  private static final Pattern RULE = Pattern.compile("\\|(\\s*:?-+:?\\s*\\|)+");
  private static final Pattern CELL = Pattern.compile("((?:[^|\\\\]|\\\\.)*)\\|");

  /**
   * A fenced block.
   *
   * @param line where its content begins, from 1
   * @param section the heading above it
   * @param language what stands behind the fence
   * @param text the content
   */
  record Block(int line, String section, String language, String text) {}

  /**
   * A row of a table.
   *
   * @param line where it stands, from 1
   * @param head the first cell of the table's head
   * @param cells its cells; one that is code as a whole goes without the quotes
   * @param text the row as it stands
   */
  record Row(int line, String head, List<String> cells, String text) {

    @Override
    public String toString() {
      return line + ": " + cells.get(0);
    }
  }

  /**
   * An example: a definition, what it evaluates to, and how Pinot is asked.
   *
   * @param yaml the definition
   * @param values lines {@code name = value (STATUS)}
   * @param sql the statements
   */
  record Example(Block yaml, Optional<Block> values, Optional<Block> sql) {

    @Override
    public String toString() {
      return yaml.line() + ": " + yaml.section();
    }
  }

  static LanguagePage read() {
    try {
      return of(Files.readAllLines(FILE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns every block of YAML with the blocks that belong to it: those before the next one. */
  List<Example> examples() {
    List<Example> examples = new ArrayList<>();
    @Nullable Block yaml = null;
    List<Block> after = new ArrayList<>();
    for (Block block : blocks) {
      boolean next = block.language().equals("yaml");
      if (yaml != null && (next || !block.section().equals(yaml.section()))) {
        examples.add(example(yaml, after));
        yaml = null;
      }
      if (next) {
        yaml = block;
        after.clear();
      } else {
        after.add(block);
      }
    }
    if (yaml != null) {
      examples.add(example(yaml, after));
    }
    return examples;
  }

  /** Returns the blocks of a language. */
  List<Block> blocks(String language) {
    return blocks.stream().filter(block -> block.language().equals(language)).toList();
  }

  /** Returns the rows of the tables with that head. */
  List<Row> rows(String head) {
    return rows.stream().filter(row -> row.head().equals(head)).toList();
  }

  private static Example example(Block yaml, List<Block> after) {
    return new Example(yaml, only("text", after), only("sql", after));
  }

  private static Optional<Block> only(String language, List<Block> blocks) {
    List<Block> those = blocks.stream().filter(b -> b.language().equals(language)).toList();
    if (those.size() > 1) {
      throw new IllegalStateException(
          "line " + those.get(1).line() + ": a second block of " + language + " for one example");
    }
    return those.stream().findFirst();
  }

  private static LanguagePage of(List<String> lines) {
    List<Block> blocks = new ArrayList<>();
    List<Row> rows = new ArrayList<>();
    String section = "";
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      Matcher heading = HEADING.matcher(line);
      if (heading.matches()) {
        section = heading.group(1);
      } else if (line.startsWith(FENCE)) {
        int end = i + 1;
        while (!lines.get(end).equals(FENCE)) {
          end++;
        }
        String text = String.join("\n", lines.subList(i + 1, end)) + "\n";
        blocks.add(new Block(i + 2, section, line.substring(FENCE.length()), text));
        i = end;
      } else if (RULE.matcher(line).matches()) {
        String head = cells(lines.get(i - 1)).get(0);
        for (i++; i < lines.size() && lines.get(i).startsWith("|"); i++) {
          rows.add(new Row(i + 1, head, cells(lines.get(i)), lines.get(i)));
        }
        i--;
      }
    }
    return new LanguagePage(List.copyOf(lines), List.copyOf(blocks), List.copyOf(rows));
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    Matcher cell = CELL.matcher(line.substring(1));
    while (cell.find()) {
      String text = cell.group(1).strip().replace("\\|", "|");
      cells.add(text.replaceFirst("^(`+) ?([^`](?:.*[^`])?) ?\\1$", "$2"));
    }
    return cells;
  }
}
