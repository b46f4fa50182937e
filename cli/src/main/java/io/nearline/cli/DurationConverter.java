package io.nearline.cli;

import io.nearline.features.yaml.DurationText;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a duration longer than nothing as the configuration files write it: {@code 24h}. */
public final class DurationConverter implements ITypeConverter<Duration> {

  @Override
  public Duration convert(String text) {
    return DurationText.parse(text)
        .filter(duration -> !duration.isZero())
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'" + text + "' (expected: " + DurationText.EXPECTATION + ")"));
  }
}
