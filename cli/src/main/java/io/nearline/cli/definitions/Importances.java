package io.nearline.cli.definitions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import io.nearline.cli.CommandException;
import io.nearline.features.definition.Catalogue;
import io.nearline.features.definition.Feature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How much each feature matters to a model, from CSV (RFC 4180) with a header that has the columns
 * {@code feature} and {@code importance}, in any order, among others. Features are named in full,
 * with or without version; importances are finite numbers.
 */
final class Importances {
  private static final String FEATURE = "feature";
  private static final String IMPORTANCE = "importance";
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d{1,3})?");

  private record Row(long line, Feature feature, double importance) {}

  private final String file;
  private final Catalogue catalogue;
  private final List<Row> rows = new ArrayList<>();
  private final Map<String, Long> lines = new HashMap<>();
  private final List<String> problems = new ArrayList<>();

  private Importances(String file, Catalogue catalogue) {
    this.file = file;
    this.catalogue = catalogue;
  }

  /**
   * Returns the features in order of importance, the most important first; equally important ones
   * in the order of the file.
   *
   * @param file the file's name, for messages
   * @param text its content
   * @throws CommandException with all that is wrong
   */
  static List<Feature> read(String file, String text, Catalogue catalogue) {
    Importances importances = new Importances(file, catalogue);
    importances.read(text.startsWith("\uFEFF") ? text.substring(1) : text);
    if (!importances.problems.isEmpty()) {
      throw CommandException.usage(String.join("\n", importances.problems));
    }
    return importances.rows.stream()
        .sorted(Comparator.comparingDouble(Row::importance).reversed())
        .map(Row::feature)
        .toList();
  }

  private void read(String text) {
    try (MappingIterator<List<String>> records =
        new CsvMapper()
            .readerForListOf(String.class)
            .with(CsvParser.Feature.WRAP_AS_ARRAY)
            .with(CsvParser.Feature.SKIP_EMPTY_LINES)
            .readValues(text)) {
      List<String> header = List.of();
      while (records.hasNextValue()) {
        long line = records.getCurrentLocation().getLineNr();
        List<String> record = records.nextValue();
        if (header.isEmpty()) {
          header = record;
          if (!isHeader(line, header)) {
            return;
          }
        } else if (record.size() != header.size()) {
          problem(line, record.size() + " fields", header.size() + ", as the header has");
        } else {
          row(
              line,
              record.get(header.indexOf(FEATURE)).strip(),
              record.get(header.indexOf(IMPORTANCE)).strip());
        }
      }
      if (rows.isEmpty() && problems.isEmpty()) {
        problem(
            1, "no feature", "a header " + FEATURE + "," + IMPORTANCE + ", and a line for each");
      }
    } catch (JsonProcessingException e) {
      problem(e.getLocation().getLineNr(), e.getOriginalMessage(), "CSV as of RFC 4180");
    } catch (IOException e) {
      throw new IllegalStateException("reading a text from memory failed", e);
    }
  }

  private boolean isHeader(long line, List<String> header) {
    for (String column : List.of(FEATURE, IMPORTANCE)) {
      if (header.stream().filter(column::equals).count() != 1) {
        problem(line, String.join(",", header), "a header with one column " + column);
        return false;
      }
    }
    return true;
  }

  private void row(long line, String name, String importance) {
    Feature feature = catalogue.feature(name).orElse(null);
    if (feature == null) {
      problem(
          line,
          name,
          catalogue
              .windowExpectation(name)
              .orElseGet(
                  () ->
                      "a feature's full name"
                          + catalogue
                              .nearestFeature(name)
                              .map(near -> "; did you mean " + near + "?")
                              .orElse("")));
      return;
    }
    Long other = lines.putIfAbsent(feature.versionedName(), line);
    if (other != null) {
      problem(line, name, "each feature once; it is also in line " + other);
    } else if (!NUMBER.matcher(importance).matches()
        || !Double.isFinite(Double.parseDouble(importance))) {
      problem(line, name + ": " + importance, "a finite number");
    } else {
      rows.add(new Row(line, feature, Double.parseDouble(importance)));
    }
  }

  private void problem(long line, String value, String expectation) {
    problems.add(file + ":" + line + ": " + value + " (expected: " + expectation + ")");
  }
}
