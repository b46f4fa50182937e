package io.nearline.cli.get;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.JsonFormat;
import io.nearline.cli.DurationConverter;
import io.nearline.cli.InstantConverter;
import io.nearline.cli.system.RunningSystem;
import io.nearline.process.ExitCode;
import io.nearline.proto.v1.FeatureNames;
import io.nearline.proto.v1.GetFeaturesRequest;
import io.nearline.proto.v1.GetFeaturesResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code nearline get}. */
@Command(
    name = "get",
    description = {
      "Ask for features of one entity or several, in one call.",
      "",
      "Several of a key make several rows; one of a key stands for every row: one --actor and many",
      "--object are one call about a member and its candidates."
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

  @Mixin private EntityOptions entities = new EntityOptions();

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

  @Mixin private RunningSystem system = new RunningSystem();

  /** Made by picocli. */
  public GetCommand() {}

  @Override
  public Integer call() throws InvalidProtocolBufferException {
    GetFeaturesRequest request = request();
    GetFeaturesResponse response;
    try (FeatureClient client =
        new FeatureClient(grpc != null ? grpc : system.endpoints().grpc())) {
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
    GetFeaturesRequest.Builder request =
        GetFeaturesRequest.newBuilder().putAllEntities(entities.columns());
    if (selection.service != null) {
      request.setFeatureService(selection.service);
    } else {
      request.setFeatures(FeatureNames.newBuilder().addAllNames(selection.features));
    }
    NamedColumns.parse("--request", requestValues).forEach(request::putRequestContext);
    if (asOf != null) {
      request.setAsOf(
          Timestamp.newBuilder().setSeconds(asOf.getEpochSecond()).setNanos(asOf.getNano()));
    }
    return request.build();
  }
}
