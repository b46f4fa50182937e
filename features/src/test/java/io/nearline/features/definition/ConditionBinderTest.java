package io.nearline.features.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.TestAttributes;
import io.nearline.features.condition.ConditionCompiler;
import io.nearline.features.matrix.Matrix;
import io.nearline.features.problem.Problems;
import io.nearline.features.yaml.StrictYaml;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Compiling is what costs most of a load: 10,000 features have seconds for theirs. */
class ConditionBinderTest {
  @Test
  void compilesEachTextOnceHoweverManyFeaturesHaveIt() {
    ConditionCompiler compiler = new ConditionCompiler(TestAttributes.CATALOGUE);
    List<String> compiled = new ArrayList<>();
    ConditionBinder binder =
        new ConditionBinder(
            TestAttributes.CATALOGUE,
            text -> {
              compiled.add(text);
              return compiler.compile(text);
            });
    Problems problems = new Problems();
    String numbers =
        IntStream.range(0, 50).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    List<UnboundFeature> features =
        Matrix.expand(
                StrictYaml.parse(
                        "a.yaml",
                        """
                        name: x
                        aggregate: top_k
                        of: object
                        k: [%s]
                        verb: [%s]
                        where: [none, 'objectAttributes.price > 1', 'objectAttributes.price > 2', 'verb ==', 'verb == 3']
                        windows: [1h]
                        """
                            .formatted(numbers.replaceFirst("0", "100"), numbers),
                        problems)
                    .orElseThrow())
            .stream()
            .map(UnboundFeature::read)
            .toList();
    problems.throwIfAny();
    assertThat(features).hasSize(12_500);
    long bound =
        features.stream()
            .filter(feature -> binder.bind(feature, new RequestTypes()).isPresent())
            .count();
    assertThat(bound).isEqualTo(7_500);
    assertThat(compiled)
        .containsExactly(
            "objectAttributes.price > 1", "objectAttributes.price > 2", "verb ==", "verb == 3");
    assertThat(problems.count()).isEqualTo(2);
  }
}
