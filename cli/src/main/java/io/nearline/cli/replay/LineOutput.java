package io.nearline.cli.replay;

import io.nearline.cli.CommandException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** Saves lines to a file, or nowhere. */
public final class LineOutput implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final Optional<Path> file;
  private final OutputStream out;

  private LineOutput(Optional<Path> file, OutputStream out) {
    this.file = file;
    this.out = out;
  }

  /** Opens the file, gzipped if its name ends in {@code .gz}; without one, lines go nowhere. */
  public static LineOutput to(Optional<Path> file) {
    if (file.isEmpty()) {
      return new LineOutput(file, OutputStream.nullOutputStream());
    }
    try {
      OutputStream plain = new BufferedOutputStream(Files.newOutputStream(file.get()), BUFFER);
      boolean gzip = file.get().toString().endsWith(".gz");
      return new LineOutput(file, gzip ? new GZIPOutputStream(plain, BUFFER) : plain);
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  /** Saves a line, and its end. */
  public void line(byte[] bytes) {
    try {
      out.write(bytes);
      out.write('\n');
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  private static CommandException failed(Optional<Path> file, IOException e) {
    return CommandException.failed(file.orElseThrow() + ": can't be written: " + e, e);
  }
}
