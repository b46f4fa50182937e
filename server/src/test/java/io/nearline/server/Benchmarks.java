package io.nearline.server;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs this module's benchmarks, each in a JVM of its own, and prints time and allocation of each
 * operation. No build runs it, for its name is not a test's:
 *
 * <pre>./mvnw -pl server -am test -Dtest=Benchmarks -Dsurefire.failIfNoSpecifiedTests=false</pre>
 *
 * <p>{@code -Dbenchmarks=Answer} runs those whose name has it.
 */
class Benchmarks {

  @Test
  void run() throws RunnerException {
    Runner runner =
        new Runner(
            new OptionsBuilder()
                .include(System.getProperty("benchmarks", "io.nearline.server"))
                .addProfiler(GCProfiler.class)
                .jvmArgs("-Xmx256m")
                .shouldFailOnError(true)
                .build());
    try {
      runner.run();
    } catch (NoBenchmarksException allAreOtherModules) {
      System.out.println(allAreOtherModules.getMessage());
    }
  }
}
