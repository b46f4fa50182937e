package io.nearline.cli.reprocess;

import io.nearline.cli.CommandException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The feature servers, asked by their metrics which generation they serve. */
final class Servers {
  private static final Duration BOUND = Duration.ofSeconds(5);
  private static final Pattern GENERATION =
      Pattern.compile("(?m)^nearline_catalogue_generation(?:\\{[^}]*})? (\\d+)(?:\\.0)?$");

  private final List<String> metrics;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(BOUND).build();

  /**
   * Makes them.
   *
   * @param metrics where each serves its metrics, {@code host:port}
   */
  Servers(List<String> metrics) {
    this.metrics = List.copyOf(metrics);
  }

  /** Returns those that don't say that they serve a generation: what they say instead. */
  List<String> otherThan(int generation) {
    return metrics.stream()
        .map(address -> address + ": " + state(address))
        .filter(state -> !state.endsWith(": generation " + generation))
        .toList();
  }

  /** Returns how many there are. */
  int count() {
    return metrics.size();
  }

  private String state(String address) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://" + address + "/metrics"))
              .timeout(BOUND)
              .build();
      String body = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
      OptionalInt generation = generation(body);
      return generation.isPresent()
          ? "generation " + generation.getAsInt()
          : "no nearline_catalogue_generation";
    } catch (IOException e) {
      return e.getMessage() == null ? "no connection" : e.getMessage();
    } catch (IllegalArgumentException e) {
      throw CommandException.usage("--metrics: " + address + " (expected: HOST:PORT)");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandException.failed("interrupted", e);
    }
  }

  /** Returns the generation that a page of metrics tells. */
  static OptionalInt generation(String page) {
    Matcher matcher = GENERATION.matcher(page);
    return matcher.find()
        ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
        : OptionalInt.empty();
  }
}
