package io.nearline.features;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;

@AnalyzeClasses(
    packages = "io.nearline.features",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  /** Bytes in memory, and the exceptions that libraries declare, are no I/O. */
  @ArchTest
  static final ArchRule NO_INPUT_OR_OUTPUT =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                      "java.io..", "java.nio.file..", "java.nio.channels..", "java.net..")
                  .and(
                      not(
                          belongToAnyOf(
                              ByteArrayOutputStream.class,
                              OutputStream.class,
                              IOException.class,
                              UncheckedIOException.class,
                              Serializable.class))));

  @ArchTest
  static final ArchRule NO_SERVER_NO_BROKER =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.grpc..", "org.apache.kafka..", "org.apache.pinot..", "io.nearline.proto..");

  @ArchTest
  static final ArchRule CEL_ONLY_IN_EXPRESSIONS =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.nearline.features.cel",
              "io.nearline.features.condition",
              "io.nearline.features.expression")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.cel..");

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("io.nearline.features.(*)..").should().beFreeOfCycles();
}
