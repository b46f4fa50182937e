package io.nearline.cli.replay;

import io.nearline.cli.CommandException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads a file's lines as bytes: plain, or gzipped when its name ends in {@code .gz}. A line ends
 * with LF or CR LF; empty ones are skipped but counted.
 */
final class LineFile implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final String name;
  private final CountingStream raw;
  private final InputStream in;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
  private final byte[] buffer = new byte[BUFFER];
  private int position;
  private int limit;
  private long number;

  private LineFile(String name, CountingStream raw, InputStream in) {
    this.name = name;
    this.raw = raw;
    this.in = in;
  }

  /**
   * Opens a file.
   *
   * @throws CommandException when it can't be read
   */
  static LineFile open(Path file) {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw CommandException.usage(file + ": can't be read (expected: a file of lines)");
    }
    String name = file.getFileName().toString();
    try {
      CountingStream raw = new CountingStream(Files.newInputStream(file));
      try {
        InputStream in = name.endsWith(".gz") ? new GZIPInputStream(raw, BUFFER) : raw;
        return new LineFile(name, raw, in);
      } catch (ZipException | EOFException e) {
        raw.close();
        throw CommandException.failed(file + ": no gzip data: " + e.getMessage(), e);
      }
    } catch (IOException e) {
      throw CommandException.failed(file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Moves to the next line that isn't empty.
   *
   * @return false at the end of the file
   * @throws CommandException when it can't be read on, with the place
   */
  boolean next() {
    try {
      while (true) {
        line.reset();
        boolean complete = readLine();
        if (!complete && line.size() == 0) {
          return false;
        }
        number++;
        if (line.size() > 0) {
          return true;
        }
      }
    } catch (IOException e) {
      String place = name + ":" + (number + 1);
      throw CommandException.failed(place + ": can't be read on: " + e.getMessage(), e);
    }
  }

  /** Returns the current line, without its end. */
  byte[] line() {
    return line.toByteArray();
  }

  /** Returns {@code file:line} of the current line, from 1, without the file's directory. */
  String place() {
    return name + ":" + number;
  }

  /** Returns how many bytes of the file, as it lies on disk, have been read. */
  long bytesRead() {
    return raw.count;
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw CommandException.failed(name + ": " + e.getMessage(), e);
    }
  }

  /** Adds what is left of a line to {@link #line}; false when the file ended before its LF. */
  private boolean readLine() throws IOException {
    while (true) {
      if (position == limit) {
        limit = in.read(buffer, 0, buffer.length);
        position = 0;
        if (limit < 0) {
          limit = 0;
          dropCarriageReturn();
          return false;
        }
      }
      int end = position;
      while (end < limit && buffer[end] != '\n') {
        end++;
      }
      line.write(buffer, position, end - position);
      if (end < limit) {
        position = end + 1;
        dropCarriageReturn();
        return true;
      }
      position = limit;
    }
  }

  private void dropCarriageReturn() {
    byte[] bytes = line.toByteArray();
    if (bytes.length > 0 && bytes[bytes.length - 1] == '\r') {
      line.reset();
      line.write(bytes, 0, bytes.length - 1);
    }
  }

  /** Counts the bytes of the file itself, below decompression. */
  private static final class CountingStream extends FilterInputStream {
    private long count;

    CountingStream(InputStream in) {
      super(new BufferedInputStream(in, BUFFER));
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      count += value < 0 ? 0 : 1;
      return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      count += Math.max(0, read);
      return read;
    }
  }
}
