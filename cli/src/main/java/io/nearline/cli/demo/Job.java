package io.nearline.cli.demo;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A job that members look at.
 *
 * @param id its number
 * @param title what it is called
 * @param company who offers it
 * @param geo where it is
 * @param remote whether it can be done from elsewhere
 * @param salary a year's pay
 * @param embedding what it is like, as 64 numbers; similar for similar titles
 */
record Job(
    long id,
    String title,
    String company,
    String geo,
    boolean remote,
    double salary,
    List<Double> embedding) {
  /** The numbers of an embedding. */
  static final int DIMENSION = 64;

  Job {
    embedding = List.copyOf(embedding);
  }

  /** Returns its record for the attribute topic. */
  RawRecord record() {
    String numbers =
        embedding.stream()
            .map(number -> String.format(Locale.ROOT, "%.4f", number))
            .collect(Collectors.joining(","));
    return new RawRecord(
        "attributes.jobs",
        Long.toString(id),
        String.format(
            Locale.ROOT,
            "{\"title\":\"%s\",\"company\":\"%s\",\"geo\":\"%s\",\"remote\":%b,\"salary\":%.1f,"
                + "\"embedding\":[%s]}",
            title,
            company,
            geo,
            remote,
            salary,
            numbers));
  }
}
