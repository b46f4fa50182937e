package io.nearline.bench.report;

import io.nearline.bench.system.BenchSystem;
import io.nearline.cli.system.LocalSystem;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.utils.AppInfoParser;

/**
 * Where and with what it was measured.
 *
 * @param seed of the data and of who was asked for
 * @param scale how much was measured
 * @param statementsInFlight how many statements the server allowed at once, at the end
 * @param versions by what they are the versions of
 * @param jvmOptions by process
 */
public record Environment(
    long seed,
    String scale,
    double statementsInFlight,
    Map<String, String> versions,
    Map<String, String> jvmOptions) {
  /** Copies the maps. */
  public Environment {
    versions = Collections.unmodifiableMap(new LinkedHashMap<>(versions));
    jvmOptions = Collections.unmodifiableMap(new LinkedHashMap<>(jvmOptions));
  }

  /** Returns that of this machine. */
  public static Environment of(
      BenchSystem system, long seed, String scale, double statementsInFlight) {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("pinot", system.addresses().pinotVersion());
    versions.put("kafka-clients", AppInfoParser.getVersion());
    versions.put("java", Runtime.version().toString());
    versions.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    versions.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
    Map<String, String> options = new LinkedHashMap<>();
    options.put("server", String.join(" ", LocalSystem.SERVER_OPTIONS));
    options.put("echo", String.join(" ", LocalSystem.SERVER_OPTIONS));
    options.put("local-stack", String.join(" ", BenchSystem.STACK_OPTIONS));
    return new Environment(seed, scale, statementsInFlight, versions, options);
  }
}
