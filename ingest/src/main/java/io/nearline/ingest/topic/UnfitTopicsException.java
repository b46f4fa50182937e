package io.nearline.ingest.topic;

import java.util.List;

/** Topics that are not what ingest needs; the message has a line for each. */
public final class UnfitTopicsException extends RuntimeException {

  UnfitTopicsException(List<String> faults) {
    super(String.join("\n", faults));
  }
}
