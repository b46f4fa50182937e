package io.nearline.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import io.nearline.server.pinot.PinotSql;

/** Which package may know which: see README.md for the picture. */
@AnalyzeClasses(packages = "io.nearline.server", importOptions = DoNotIncludeTests.class)
class ServerArrowsTest {

  @ArchTest
  static final ArchRule ONLY_RPC_KNOWS_THE_WIRE =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.nearline.server.rpc..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.grpc..", "com.google.protobuf..", "io.nearline.proto..");

  @ArchTest
  static final ArchRule ONLY_PINOT_KNOWS_THE_CLIENT =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.nearline.server.pinot..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.pinot..", "org.asynchttpclient..", "java.net.http..");

  /** With SqlWriter's constants, which Error Prone checks, no other text becomes SQL. */
  @ArchTest
  static final ArchRule ONLY_SQL_MAKES_STATEMENTS =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.nearline.server.sql")
          .should()
          .callConstructor(PinotSql.class, String.class, String.class);

  /** Which puts the time limit before the statement, and nothing else. */
  @ArchTest
  static final ArchRule ONLY_THE_POOL_SENDS =
      noClasses()
          .that()
          .haveNameNotMatching(".*\\.BrokerPool(\\$.*)?")
          .should()
          .callMethod(
              "io.nearline.server.pinot.BrokerTransport",
              "send",
              "io.nearline.server.pinot.BrokerAddress",
              "java.lang.String");

  @ArchTest
  static final ArchRule IN_THE_ORDER_THAT_A_REQUEST_PASSES =
      Architectures.layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("main")
          .definedBy("io.nearline.server")
          .layer("rpc")
          .definedBy("io.nearline.server.rpc..")
          .layer("reload")
          .definedBy("io.nearline.server.reload..")
          .layer("serving")
          .definedBy("io.nearline.server.serving..")
          .layer("heartbeat")
          .definedBy("io.nearline.server.heartbeat..")
          .layer("partition")
          .definedBy("io.nearline.server.partition..")
          .layer("vector")
          .definedBy("io.nearline.server.vector..")
          .layer("batch")
          .definedBy("io.nearline.server.batch..")
          .layer("plan")
          .definedBy("io.nearline.server.plan..")
          .layer("sql")
          .definedBy("io.nearline.server.sql..")
          .layer("pinot")
          .definedBy("io.nearline.server.pinot..")
          .whereLayer("main")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("rpc")
          .mayOnlyBeAccessedByLayers("main")
          .whereLayer("reload")
          .mayOnlyBeAccessedByLayers("main")
          .whereLayer("serving")
          .mayOnlyBeAccessedByLayers("main", "rpc", "reload")
          .whereLayer("heartbeat")
          .mayOnlyBeAccessedByLayers("main", "serving")
          .whereLayer("partition")
          .mayOnlyBeAccessedByLayers("main", "serving")
          .whereLayer("vector")
          .mayOnlyBeAccessedByLayers("rpc", "serving")
          .whereLayer("batch")
          .mayOnlyBeAccessedByLayers("main", "rpc", "serving", "vector")
          .whereLayer("plan")
          .mayOnlyBeAccessedByLayers("main", "rpc", "serving", "vector", "batch")
          .whereLayer("sql")
          .mayOnlyBeAccessedByLayers(
              "serving", "heartbeat", "partition", "vector", "batch", "plan");

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("io.nearline.server.(*)..").should().beFreeOfCycles();
}
