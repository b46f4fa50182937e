package io.nearline.cli.get;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.JsonFormat;
import io.nearline.cli.CommandException;
import io.nearline.cli.DurationConverter;
import io.nearline.cli.Installation;
import io.nearline.cli.InstantConverter;
import io.nearline.cli.system.Endpoints;
import io.nearline.process.ExitCode;
import io.nearline.proto.v1.Column;
import io.nearline.proto.v1.FeatureNames;
import io.nearline.proto.v1.GetFeaturesRequest;
import io.nearline.proto.v1.GetFeaturesResponse;
import io.nearline.proto.v1.Int64Values;
import io.nearline.proto.v1.StringValues;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code nearline get}. */
@Command(
    name = "get",
    description = {
      "Ask for features of one entity or several, in one call.",
      "",
      "Several --actor or --object make several rows; one of a kind stands for every row."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class GetCommand implements Callable<Integer> {
  @ArgGroup(multiplicity = "1")
  private Selection selection;

  /** A service or single features. */
  private static final class Selection {
    @Option(names = "--service", paramLabel = "NAME", description = "All features of a service.")
    private @Nullable String service;

    @Option(
        names = "--feature",
        paramLabel = "NAME",
        description = "A feature by its full name; may be repeated.")
    private List<String> features = List.of();
  }

  @Option(names = "--actor", paramLabel = "N", description = "An actor; may be repeated.")
  private List<Long> actors = List.of();

  @Option(names = "--object", paramLabel = "X", description = "An object; may be repeated.")
  private List<String> objects = List.of();

  @Option(
      names = "--request",
      paramLabel = "NAME=VALUE",
      description = {
        "A value that definitions read as request.NAME: a number, true, false, a vector such as"
            + " [0.1, 0.2], or text; \"5\" in double quotes is text. May be repeated: the same name"
            + " again adds a row."
      })
  private List<String> requestValues = List.of();

  @Option(
      names = "--as-of",
      paramLabel = "T",
      converter = InstantConverter.class,
      description = "Where the windows end: ISO-8601 or epoch milliseconds (default: now).")
  private @Nullable Instant asOf;

  @Option(names = "--json", description = "Print the response in protobuf's JSON.")
  private boolean json;

  @Option(
      names = "--timeout",
      defaultValue = "10s",
      converter = DurationConverter.class,
      description = "How long to wait (default: ${DEFAULT-VALUE}).")
  private Duration timeout;

  @Option(names = "--grpc", paramLabel = "HOST:PORT", description = "The server.")
  private @Nullable String grpc;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "The directory of the running system (default: .nearline/up).")
  private @Nullable Path directory;

  /** Made by picocli. */
  public GetCommand() {}

  @Override
  public Integer call() throws InvalidProtocolBufferException {
    GetFeaturesRequest request = request();
    GetFeaturesResponse response;
    try (FeatureClient client = new FeatureClient(address())) {
      response = client.get(request, timeout);
    }
    if (json) {
      System.out.println(JsonFormat.printer().print(response));
    } else {
      FeatureTable.lines(request, response).forEach(System.out::println);
    }
    return ExitCode.DONE.code();
  }

  private GetFeaturesRequest request() {
    if (actors.isEmpty() && objects.isEmpty()) {
      throw CommandException.usage("no entity (expected: --actor, --object, or both)");
    }
    GetFeaturesRequest.Builder request = GetFeaturesRequest.newBuilder();
    if (selection.service != null) {
      request.setFeatureService(selection.service);
    } else {
      request.setFeatures(FeatureNames.newBuilder().addAllNames(selection.features));
    }
    if (!actors.isEmpty()) {
      Int64Values values = Int64Values.newBuilder().addAllValues(actors).build();
      request.putEntities("actor", Column.newBuilder().setInt64S(values).build());
    }
    if (!objects.isEmpty()) {
      StringValues values = StringValues.newBuilder().addAllValues(objects).build();
      request.putEntities("object", Column.newBuilder().setStrings(values).build());
    }
    RequestColumns.parse(requestValues).forEach(request::putRequestContext);
    if (asOf != null) {
      request.setAsOf(
          Timestamp.newBuilder().setSeconds(asOf.getEpochSecond()).setNanos(asOf.getNano()));
    }
    return request.build();
  }

  private String address() {
    if (grpc != null) {
      return grpc;
    }
    Path running = directory != null ? directory : Installation.current().defaultDirectory();
    return Endpoints.read(running).grpc();
  }
}
