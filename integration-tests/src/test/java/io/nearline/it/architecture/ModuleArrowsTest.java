package io.nearline.it.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The arrows between the modules: who may know whom. What is not listed is forbidden. */
final class ModuleArrowsTest {
  private static final String ROOT = "io.nearline.";

  private static final Map<String, Set<String>> ARROWS =
      Map.of(
          "process", Set.of(),
          "metrics", Set.of(),
          "proto", Set.of(),
          "features", Set.of(),
          "schemas", Set.of("features"),
          "ingest", Set.of("proto", "features", "process", "metrics"),
          "server", Set.of("proto", "features", "process", "metrics"),
          "cli", Set.of("proto", "features", "schemas", "process"),
          "bench", Set.of("proto", "features", "schemas", "process", "cli"));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.nearline");

  static Set<String> modules() {
    return ARROWS.keySet();
  }

  @Test
  void everyModuleIsOnTheClassPath() {
    Set<String> found = new TreeSet<>();
    CLASSES.forEach(type -> found.add(moduleOf(type)));
    found.remove("it");

    assertThat(found).containsExactlyInAnyOrderElementsOf(ARROWS.keySet());
  }

  @ParameterizedTest
  @MethodSource("modules")
  void knowsNoOtherModules(String module) {
    Set<String> forbidden = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      if (!moduleOf(type).equals(module)) {
        continue;
      }
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        if (target.getPackageName().startsWith(ROOT)
            && !moduleOf(target).equals(module)
            && !ARROWS.getOrDefault(module, Set.of()).contains(moduleOf(target))) {
          forbidden.add(dependency.getDescription());
        }
      }
    }

    assertThat(forbidden).as("what %s must not know", module).isEmpty();
  }

  private static String moduleOf(JavaClass type) {
    String rest = type.getPackageName().substring(ROOT.length());
    int dot = rest.indexOf('.');
    return dot < 0 ? rest : rest.substring(0, dot);
  }
}
