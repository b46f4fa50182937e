package io.nearline.features.yaml;

import io.nearline.features.problem.Problem;
import io.nearline.features.problem.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Parses YAML 1.2 into nodes that know their places. Syntax errors and duplicate keys are problems.
 */
public final class StrictYaml {
  /**
   * Deeper nesting is refused: no configuration needs it, and a recursive alias would never end.
   */
  private static final int MAX_DEPTH = 32;

  private final String file;
  private final Problems problems;

  private StrictYaml(String file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /**
   * Parses a file whose root must be a mapping.
   *
   * @param file the file's path, for messages
   * @param text its content
   * @param problems where problems go
   * @return the root, or empty when the text is no YAML mapping
   */
  public static Optional<YamlMapping> parse(String file, String text, Problems problems) {
    return new StrictYaml(file, problems).root(text);
  }

  private Optional<YamlMapping> root(String text) {
    Optional<Node> node;
    try {
      LoadSettings settings =
          LoadSettings.builder()
              .setLabel(file)
              .setUseMarks(true)
              .setCodePointLimit(Integer.MAX_VALUE)
              .build();
      node = new Compose(settings).composeString(text);
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
      problems.add(new Problem(file, line, "", e.getProblem(), "valid YAML"));
      return Optional.empty();
    } catch (YamlEngineException e) {
      problems.add(new Problem(file, 0, "", String.valueOf(e.getMessage()), "valid YAML"));
      return Optional.empty();
    }
    if (node.isEmpty()) {
      problems.add(new Problem(file, 0, "", "", "a mapping"));
      return Optional.empty();
    }
    Place place = new Place(file, lineOf(node.get()), "", problems);
    YamlNode root = convert(node.get(), place, 0);
    if (root instanceof YamlMapping mapping) {
      return Optional.of(mapping);
    }
    place.report(root.describe(), "a mapping");
    return Optional.empty();
  }

  private YamlNode convert(Node node, Place place, int depth) {
    if (depth > MAX_DEPTH) {
      place.report("nesting deeper than " + MAX_DEPTH, "at most " + MAX_DEPTH + " levels");
      return new YamlScalar(place, "", true);
    }
    if (node instanceof MappingNode mapping) {
      return mapping(mapping, place, depth);
    }
    if (node instanceof SequenceNode sequence) {
      List<YamlNode> items = new ArrayList<>();
      for (Node item : sequence.getValue()) {
        items.add(convert(item, place.item(items.size(), lineOf(item)), depth + 1));
      }
      return new YamlSequence(place, items);
    }
    ScalarNode scalar = (ScalarNode) node;
    boolean quoted = scalar.getScalarStyle() != ScalarStyle.PLAIN;
    return new YamlScalar(place, scalar.getValue(), quoted);
  }

  private YamlMapping mapping(MappingNode node, Place place, int depth) {
    Map<String, YamlNode> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : node.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
        place.report("a key that is no scalar", "a string as key");
        continue;
      }
      String key = keyNode.getValue();
      Place child = place.child(key, lineOf(keyNode));
      if (entries.containsKey(key)) {
        child.report("the key " + key + " a second time", "each key once");
        continue;
      }
      entries.put(key, convert(tuple.getValueNode(), child, depth + 1));
    }
    return new YamlMapping(place, entries);
  }

  private static int lineOf(Node node) {
    return node.getStartMark().map(Mark::getLine).map(line -> line + 1).orElse(0);
  }
}
