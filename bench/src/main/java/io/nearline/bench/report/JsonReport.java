package io.nearline.bench.report;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nearline.bench.measure.Figures;
import io.nearline.bench.measure.Round;
import io.nearline.bench.measure.Spread;
import java.util.Map;

/** The figures for programs. */
public final class JsonReport {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private JsonReport() {}

  /** Returns a JSON object, whose {@code ratios} are the medians by the goals' keys. */
  public static String text(Outcome outcome) {
    ObjectNode root = JSON.createObjectNode();
    ratios(root, outcome.ratios());
    environment(root, outcome.environment());
    root.put("statementsInFlight", outcome.statementsInFlight());
    root.put("checkedAnswers", outcome.checkedAnswers());
    ArrayNode problems = root.putArray("problems");
    outcome.problems().forEach(problems::add);
    ArrayNode starts = root.putArray("startMillis");
    outcome.startMillis().forEach(starts::add);
    ArrayNode rounds = root.putArray("rounds");
    outcome.rounds().forEach(round -> round(rounds.addObject(), round));
    return root.toPrettyString() + "\n";
  }

  /** Adds the medians by the goals' keys, and how far the rounds are apart. */
  public static void ratios(ObjectNode root, Map<String, Spread> ratios) {
    ObjectNode medians = root.putObject("ratios");
    ratios.forEach((key, spread) -> medians.put(key, spread.median()));
    ObjectNode spreads = root.putObject("spreads");
    ratios.forEach(
        (key, spread) ->
            spreads.putObject(key).put("least", spread.least()).put("most", spread.most()));
  }

  /** Adds where it was measured. */
  public static void environment(ObjectNode root, Environment environment) {
    root.putObject("machinePauses")
        .put("lookedSeconds", environment.pauses().looked().toMillis() / 1e3)
        .put("share", environment.pauses().share())
        .put("worstMillis", environment.pauses().worst().toNanos() / 1e6);
    root.put("seed", environment.seed());
    root.put("scale", environment.scale());
    put(root.putObject("versions"), environment.versions());
    put(root.putObject("jvmOptions"), environment.jvmOptions());
  }

  private static void put(ObjectNode node, Map<String, String> texts) {
    texts.forEach(node::put);
  }

  private static void round(ObjectNode node, Round round) {
    round.figures().forEach((key, figures) -> figures(node.putObject(key), figures));
  }

  private static void figures(ObjectNode node, Figures figures) {
    node.put("calls", figures.calls());
    node.put("perSecond", figures.perSecond());
    node.put("entitiesPerSecond", figures.entitiesPerSecond());
    node.putObject("millis")
        .put("p50", figures.p50())
        .put("p90", figures.p90())
        .put("p99", figures.p99())
        .put("p999", figures.p999())
        .put("max", figures.max());
    node.putObject("cpuMicrosPerCall")
        .put("server", figures.cpu().server())
        .put("pinot", figures.cpu().pinot())
        .put("client", figures.cpu().client());
    figures.residentMebibytes().ifPresent(value -> node.put("residentMebibytes", value));
  }
}
