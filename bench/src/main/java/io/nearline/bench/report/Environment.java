package io.nearline.bench.report;

import io.nearline.bench.system.BenchSystem;
import io.nearline.bench.system.MachinePauses;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.AppInfoParser;

/**
 * Where and with what it was measured.
 *
 * @param pauses of the machine, before anything was started
 * @param seed of the data and of who was asked for
 * @param scale how much was measured
 * @param versions by what they are the versions of
 * @param jvmOptions by process
 */
public record Environment(
    MachinePauses pauses,
    long seed,
    String scale,
    Map<String, String> versions,
    Map<String, String> jvmOptions) {
  /** Copies the maps. */
  public Environment {
    versions = Collections.unmodifiableMap(new LinkedHashMap<>(versions));
    jvmOptions = Collections.unmodifiableMap(new LinkedHashMap<>(jvmOptions));
  }

  /**
   * Returns that of this machine.
   *
   * @param jvmOptions of what is measured, by process
   */
  public static Environment of(
      BenchSystem system,
      MachinePauses pauses,
      long seed,
      String scale,
      Map<String, List<String>> jvmOptions) {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("pinot", system.addresses().pinotVersion());
    versions.put("kafka-clients", AppInfoParser.getVersion());
    versions.put("java", Runtime.version().toString());
    versions.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    versions.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
    Map<String, String> options = new LinkedHashMap<>();
    jvmOptions.forEach((process, given) -> options.put(process, String.join(" ", given)));
    options.put("local-stack", String.join(" ", BenchSystem.STACK_OPTIONS));
    return new Environment(pauses, seed, scale, versions, options);
  }
}
