package io.nearline.bench;

import io.nearline.bench.load.Choice;
import io.nearline.bench.load.Target;
import io.nearline.bench.measure.Cell;
import io.nearline.bench.measure.Keys;
import io.nearline.bench.measure.Load;
import io.nearline.bench.system.BenchSystem;
import io.nearline.bench.system.MeasuredServer;
import io.nearline.bench.target.BrokerConnections;
import io.nearline.bench.target.DirectHttp;
import io.nearline.bench.target.Features;
import io.nearline.bench.target.PinotJavaClient;
import io.nearline.bench.target.Samples;
import io.nearline.bench.target.Statement;
import io.nearline.proto.v1.ExplainFeaturesRequest;
import io.nearline.proto.v1.FeatureServiceGrpc;
import io.netty.channel.EventLoopGroup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The servers that are measured, and what of them is. */
final class Cells implements AutoCloseable {
  private static final String COUNTERS = "bench_counters";
  private static final int EXPLAINED_KEYS = 500;
  private static final List<Integer> BATCH_CALLERS = List.of(2, 4);
  private static final int ACTORS_A_CALL = 100;
  private static final double OPEN_SHARE = 0.7;

  private final BrokerConnections connections;
  private final PinotJavaClient javaClient;
  private final MeasuredServer server;
  private final List<Cell> cells = new ArrayList<>();

  private Cells(BrokerConnections connections, PinotJavaClient javaClient, MeasuredServer server) {
    this.connections = connections;
    this.javaClient = javaClient;
    this.server = server;
  }

  /** Starts the servers. */
  static Cells start(
      BenchSystem system,
      EventLoopGroup group,
      Samples samples,
      Scale scale,
      long hottest,
      Path configuration,
      Path uncoalesced,
      Path small,
      Path large) {
    MeasuredServer server = system.server("server", configuration);
    MeasuredServer alone = system.server("server-uncoalesced", uncoalesced);
    MeasuredServer overSmall = system.server("server-small-table", small);
    MeasuredServer overLarge = system.server("server-large-table", large);
    String broker = system.addresses().pinotBroker();
    FeatureServiceGrpc.FeatureServiceBlockingStub stub =
        FeatureServiceGrpc.newBlockingStub(server.channels().get(0));
    MeasuredServer echo = system.echo(stub.getFeatures(Features.request(COUNTERS, 1L)));
    BrokerConnections connections = new BrokerConnections(broker, group);
    Statement one = statement(stub, 1);
    Cells cells = new Cells(connections, new PinotJavaClient(broker, one), server);
    int actors = scale.data().actors();
    Choice any = Choice.uniform(actors);

    DirectHttp direct = new DirectHttp(connections, one);
    cells.past(Keys.DIRECT_HTTP, Keys.CALLERS, 1, direct, any);
    cells.past(Keys.DIRECT_CLIENT, List.of(1, 64), 1, cells.javaClient, any);
    Statement many = statement(stub, EXPLAINED_KEYS);
    for (int size : scale.batches()) {
      cells.past(
          Keys.DIRECT_BATCH + size,
          BATCH_CALLERS,
          size,
          new DirectHttp(connections, many.withRoomFor(Math.max(0, size - EXPLAINED_KEYS))),
          Choice.several(size, actors));
    }
    Features features = new Features(server.channels(), COUNTERS, samples);
    cells.of(server, Keys.FEATURES, Keys.CALLERS, 1, features, any);
    cells.of(
        alone,
        Keys.UNCOALESCED,
        List.of(1, 64),
        1,
        new Features(alone.channels(), COUNTERS, samples),
        any);
    cells.of(
        echo,
        Keys.ECHO,
        List.of(1, 64, 256),
        1,
        new Features(echo.channels(), COUNTERS, Samples.NONE),
        any);
    cells.of(
        server,
        Keys.FEATURES_100,
        List.of(1, 8, 32, 64, 128),
        ACTORS_A_CALL,
        features,
        Choice.several(ACTORS_A_CALL, actors));
    cells.of(server, Keys.HOT, List.of(64), 1, features, Choice.halfFor(hottest, actors));
    for (String service : List.of(Keys.ONE, Keys.FIFTY, Keys.VECTORS)) {
      cells.of(
          server, service, List.of(1), 1, new Features(server.channels(), service, samples), any);
    }
    cells.of(
        overSmall,
        Keys.SMALL_TABLE,
        List.of(1),
        1,
        new Features(overSmall.channels(), COUNTERS, Samples.NONE),
        Choice.uniform(scale.small().actors()));
    cells.of(
        overLarge,
        Keys.LARGE_TABLE,
        List.of(1),
        1,
        new Features(overLarge.channels(), COUNTERS, Samples.NONE),
        Choice.uniform(scale.large().actors()));
    cells.cells.add(new Cell(Keys.OPEN, new Load.Open(OPEN_SHARE), 1, features, any, pid(server)));
    return cells;
  }

  /** Returns all, in the order of a round. */
  List<Cell> all() {
    return List.copyOf(cells);
  }

  /** Returns how many statements the server has allowed in flight, as it says now. */
  double statementsInFlight() {
    return server.metric("nearline_batch_statements_limit");
  }

  @Override
  public void close() {
    connections.close();
    javaClient.close();
  }

  private void past(
      String called, List<Integer> callers, int entities, Target target, Choice choice) {
    for (int count : callers) {
      cells.add(
          new Cell(
              Keys.of(called, count),
              new Load.Closed(count),
              entities,
              target,
              choice,
              OptionalLong.empty()));
    }
  }

  private void of(
      MeasuredServer called,
      String key,
      List<Integer> callers,
      int entities,
      Target target,
      Choice choice) {
    for (int count : callers) {
      cells.add(
          new Cell(
              Keys.of(key, count), new Load.Closed(count), entities, target, choice, pid(called)));
    }
  }

  private static OptionalLong pid(MeasuredServer server) {
    return OptionalLong.of(server.process().pid());
  }

  /** Asks the server by which statement it would ask for so many actors. */
  private static Statement statement(
      FeatureServiceGrpc.FeatureServiceBlockingStub stub, int actors) {
    return Statement.of(
        stub.explainFeatures(
            ExplainFeaturesRequest.newBuilder()
                .setRequest(Features.request(COUNTERS, Statement.standIns(actors)))
                .build()),
        actors);
  }
}
