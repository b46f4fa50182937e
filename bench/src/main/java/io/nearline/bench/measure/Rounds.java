package io.nearline.bench.measure;

import io.nearline.bench.load.ClosedLoop;
import io.nearline.bench.load.Measured;
import io.nearline.bench.load.OpenLoop;
import io.nearline.bench.load.Ticker;
import io.nearline.bench.system.ProcessFigures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/** Measures cells in rounds, each cell once a round, and remembers. One thread. */
public final class Rounds {
  private static final double MICROS_PER_NANO = 1e-3;

  private final List<Cell> cells;
  private final long pinot;
  private final SplittableRandom seeds;
  private final Consumer<String> afterCell;
  private final List<Round> rounds = new ArrayList<>();
  private final Map<String, Histogram> latencies = new LinkedHashMap<>();
  private final List<String> failures = new ArrayList<>();
  private OptionalDouble warmMaximum = OptionalDouble.empty();

  /**
   * Measures nothing yet.
   *
   * @param pinot the process id of Pinot
   * @param afterCell told a cell's key when it is done, before the next one begins
   */
  public Rounds(List<Cell> cells, long pinot, long seed, Consumer<String> afterCell) {
    this.cells = List.copyOf(cells);
    this.pinot = pinot;
    this.seeds = new SplittableRandom(seed);
    this.afterCell = afterCell;
  }

  /** Runs a round that doesn't count. */
  public void warmUp(Duration each) throws InterruptedException {
    Round round = run(each, (key, measured) -> {});
    warmMaximum = OptionalDouble.of(maximum(round));
  }

  /** Runs a round. */
  public void measure(Duration each) throws InterruptedException {
    rounds.add(
        run(
            each,
            (key, measured) ->
                latencies
                    .computeIfAbsent(key, unknown -> new Histogram(measured.latencies()))
                    .add(measured.latencies())));
  }

  /** Returns the rounds that count. */
  public List<Round> rounds() {
    return List.copyOf(rounds);
  }

  /** Returns the latencies of all rounds that count, in nanoseconds, by the cells' keys. */
  public Map<String, Histogram> latencies() {
    return latencies;
  }

  /** Returns what calls failed with, a few of each cell. */
  public List<String> failures() {
    return List.copyOf(failures);
  }

  private interface Keep {
    void keep(String key, Measured measured);
  }

  private Round run(Duration each, Keep keep) throws InterruptedException {
    Map<String, Figures> figures = new LinkedHashMap<>();
    // What is compared with each other is measured close to each other.
    List<Cell> order =
        cells.stream().sorted(Comparator.comparingInt(cell -> cell.load().place())).toList();
    for (Cell cell : order) {
      Costs before = Costs.now(cell, pinot);
      Measured measured = load(cell, each, figures);
      Costs cost = Costs.now(cell, pinot).since(before);
      OptionalDouble resident =
          cell.server().isPresent()
              ? ProcessFigures.residentMebibytes(cell.server().getAsLong())
              : OptionalDouble.empty();
      measured.failures().forEach(failure -> failures.add(cell.key() + ": " + failure));
      figures.put(
          cell.key(),
          Figures.of(measured, cell.entities(), cost.each(measured, cell.load()), resident));
      keep.keep(cell.key(), measured);
      afterCell.accept(cell.key());
    }
    Map<String, Figures> asListed = new LinkedHashMap<>();
    cells.forEach(cell -> asListed.put(cell.key(), new Round(figures).of(cell.key())));
    return new Round(asListed);
  }

  private Measured load(Cell cell, Duration each, Map<String, Figures> soFar)
      throws InterruptedException {
    long seed = seeds.nextLong();
    if (cell.load() instanceof Load.Closed closed) {
      Duration leadIn = Duration.ofNanos(Math.round(each.toNanos() * closed.leadIn()));
      return new ClosedLoop(closed.callers(), leadIn, each).run(cell.target(), cell.choice(), seed);
    }
    double share = ((Load.Open) cell.load()).share();
    return new OpenLoop(share * ownMaximum(soFar), each)
        .run(cell.target(), cell.choice(), seed, Ticker.SYSTEM);
  }

  /** Returns the most calls a second: of earlier rounds, else of what this one has measured. */
  private double ownMaximum(Map<String, Figures> soFar) {
    List<Double> known = rounds.stream().map(Rounds::maximum).toList();
    return Spread.median(known)
        .orElseGet(() -> warmMaximum.orElseGet(() -> maximum(new Round(soFar))));
  }

  private static double maximum(Round round) {
    return Keys.CALLERS.stream()
        .map(callers -> Keys.of(Keys.FEATURES, callers))
        .mapToDouble(key -> round.of(key).perSecond())
        .max()
        .orElseThrow();
  }

  /** CPU time of all three sides. */
  private record Costs(Duration server, Duration pinot, Duration client) {

    static Costs now(Cell cell, long pinot) {
      return new Costs(
          cell.server().isPresent() ? ProcessFigures.cpu(cell.server().getAsLong()) : Duration.ZERO,
          ProcessFigures.cpu(pinot),
          ProcessFigures.cpu(ProcessHandle.current().pid()));
    }

    Costs since(Costs before) {
      return new Costs(
          server.minus(before.server), pinot.minus(before.pinot), client.minus(before.client));
    }

    /** Lead-in and last answers are in the costs and not in the calls: the calls are scaled. */
    Figures.Cpu each(Measured measured, Load load) {
      double calls = Math.max(1, measured.calls() * (1 + load.leadIn()));
      return new Figures.Cpu(micros(server, calls), micros(pinot, calls), micros(client, calls));
    }

    private static double micros(Duration time, double calls) {
      return time.toNanos() * MICROS_PER_NANO / calls;
    }
  }
}
