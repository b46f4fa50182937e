package io.nearline.features.definition;

import io.nearline.features.expression.BoundExpression;
import io.nearline.features.expression.ExpressionException;
import io.nearline.features.expression.Input;
import io.nearline.features.expression.ParsedExpression;
import io.nearline.features.expression.Reference;
import io.nearline.features.value.Value;
import io.nearline.features.yaml.YamlScalar;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Binds derived features to those that their expressions read, each after its inputs. What is wrong
 * is reported where it stands; what reads something refused is refused in silence. Not thread-safe.
 */
final class DerivedBinder {
  private final Map<String, Optional<Feature>> features;
  private final Set<String> anyWindows;
  private final Map<String, Node> nodes = new LinkedHashMap<>();

  /**
   * A derived feature whose expression is parsed.
   *
   * @param references versioned names by what the expression has for them
   */
  private record Node(
      UnboundSet set,
      UnboundDerived derived,
      YamlScalar text,
      ParsedExpression expression,
      Map<String, String> references) {}

  /** A node whose inputs are being visited. */
  private record Visit(String name, Iterator<String> inputs) {}

  /**
   * Makes a binder.
   *
   * @param features the features by versioned names; empty ones are refused and reported already,
   *     or derived and not bound yet
   * @param anyWindows the versioned names of the definitions of any window
   */
  DerivedBinder(Map<String, Optional<Feature>> features, Set<String> anyWindows) {
    this.features = features;
    this.anyWindows = anyWindows;
  }

  /** Binds the derived features of all sets, whose names are among the features already. */
  void bind(Collection<UnboundSet> sets) {
    References references = new References(features.keySet(), anyWindows, sets);
    for (UnboundSet set : sets) {
      Map<String, Integer> pinned = references.pinned(set);
      for (UnboundDerived derived : set.derived()) {
        derived.expression().ifPresent(text -> parse(set, derived, text, pinned, references));
      }
    }
    inOrder().forEach(this::bind);
  }

  private void parse(
      UnboundSet set,
      UnboundDerived derived,
      YamlScalar text,
      Map<String, Integer> pinned,
      References references) {
    ParsedExpression expression;
    try {
      expression = ParsedExpression.parse(text.text());
    } catch (ExpressionException e) {
      text.place().report(e.value(), e.expectation());
      return;
    }
    if (expression.references().isEmpty()) {
      text.place().report(text.text(), "an expression that reads at least one feature");
      return;
    }
    Map<String, String> resolved = new LinkedHashMap<>();
    for (Reference reference : expression.references()) {
      references
          .resolve(set, pinned, reference, text.place())
          .ifPresent(name -> resolved.put(reference.text(), name));
    }
    if (resolved.size() == expression.references().size()) {
      String name = set.versionedName() + "." + derived.name();
      nodes.putIfAbsent(name, new Node(set, derived, text, expression, resolved));
    }
  }

  /**
   * Returns all nodes, each after its inputs; those of a cycle, which is reported, in any order.
   */
  private List<Node> inOrder() {
    List<Node> order = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    // What was seen and is not done is on the path.
    Set<String> done = new HashSet<>();
    for (String start : nodes.keySet()) {
      Deque<Visit> path = new ArrayDeque<>();
      enter(start, path, seen);
      while (!path.isEmpty()) {
        Visit visit = path.getLast();
        if (!visit.inputs().hasNext()) {
          order.add(nodes.get(visit.name()));
          path.removeLast();
          done.add(visit.name());
          continue;
        }
        String input = visit.inputs().next();
        if (seen.contains(input) && !done.contains(input)) {
          reportCycle(input, path);
        } else {
          enter(input, path, seen);
        }
      }
    }
    return order;
  }

  private void enter(String name, Deque<Visit> path, Set<String> seen) {
    Node node = nodes.get(name);
    if (node != null && seen.add(name)) {
      path.add(new Visit(name, node.references().values().iterator()));
    }
  }

  private void reportCycle(String name, Deque<Visit> path) {
    String cycle =
        path.stream()
            .map(Visit::name)
            .dropWhile(above -> !above.equals(name))
            .collect(Collectors.joining(" → ", "", " → " + name));
    Objects.requireNonNull(nodes.get(name), name)
        .text()
        .place()
        .report(cycle, "no cycle: a value can't be made of itself");
  }

  private void bind(Node node) {
    List<Feature> inputs = new ArrayList<>();
    Map<String, Integer> indexes = new HashMap<>();
    Map<String, Input> byText = new HashMap<>();
    for (Map.Entry<String, String> reference : node.references().entrySet()) {
      Optional<Feature> input = features.get(reference.getValue());
      if (input == null || input.isEmpty()) {
        return;
      }
      int index =
          indexes.computeIfAbsent(
              reference.getValue(),
              name -> {
                inputs.add(input.get());
                return inputs.size() - 1;
              });
      byText.put(reference.getKey(), new Input(index, reference.getValue(), input.get().type()));
    }
    int depth = DerivedFeature.depth(inputs);
    if (depth > DerivedFeature.MAX_DEPTH) {
      node.text()
          .place()
          .report(
              depth + " derived features, one made of another",
              "at most " + DerivedFeature.MAX_DEPTH);
      return;
    }
    BoundExpression bound;
    try {
      bound = node.expression().bind(byText);
    } catch (ExpressionException e) {
      node.text().place().report(e.value(), e.expectation());
      return;
    }
    Optional<Value> defaultValue =
        node.derived()
            .defaultValue()
            .flatMap(given -> DefaultBinder.bind(given, bound.expression().type()));
    DerivedFeature feature =
        new DerivedFeature(
            node.set().name(),
            node.set().version(),
            node.derived().name(),
            bound,
            node.text().text(),
            inputs,
            defaultValue);
    RequestTypes requested = new RequestTypes();
    for (Feature input : inputs) {
      requested.add(input.requestValues(), input.versionedName(), node.text().place());
    }
    requested.add(bound.requestValues(), feature.versionedName(), node.text().place());
    features.put(feature.versionedName(), Optional.of(feature));
  }
}
