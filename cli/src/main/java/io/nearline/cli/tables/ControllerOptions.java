package io.nearline.cli.tables;

import io.nearline.cli.CommandException;
import io.nearline.schemas.controller.HttpPinotController;
import io.nearline.schemas.controller.PinotController;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Where Pinot's controller is, and how to be let in. */
public final class ControllerOptions {
  @Option(
      names = "--controller",
      paramLabel = "URL",
      defaultValue = "http://localhost:9000",
      description =
          "Pinot's controller, http or https, or HOST:PORT for http; TLS trusts what the JVM trusts"
              + " (default: ${DEFAULT-VALUE}).")
  private String url = "";

  @Option(
      names = "--header",
      paramLabel = "NAME: VALUE",
      description =
          "A header of every call, such as 'Authorization: Bearer …'; may be repeated. @FILE reads"
              + " arguments from a file, which keeps them out of the list of processes.")
  private List<String> headers = List.of();

  /** Made by picocli. */
  public ControllerOptions() {}

  /** Returns the controller; it is called only when it is used. */
  public PinotController controller() {
    return controller(url);
  }

  /** Returns the controller at another address. */
  public PinotController controller(String address) {
    Map<String, String> named = new LinkedHashMap<>();
    for (String header : headers) {
      int colon = header.indexOf(':');
      if (colon < 1) {
        throw CommandException.usage("--header: no colon (expected: 'NAME: VALUE')");
      }
      named.put(header.substring(0, colon).strip(), header.substring(colon + 1).strip());
    }
    try {
      String url = address.contains("://") ? address : "http://" + address;
      return HttpPinotController.at(URI.create(url), named);
    } catch (IllegalArgumentException e) {
      throw CommandException.usage("--controller: " + e.getMessage());
    }
  }
}
