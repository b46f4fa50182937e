package io.nearline.cli.replay;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The pass that publishes. For one use. */
final class Replay {
  private static final int MOST_NAMED = 10;

  private final String topic;
  private final TimeMapping mapping;
  private final Publisher publisher;
  private final LineOutput saved;
  private final Optional<KeyField> keyField;
  private final Pace pace;
  private final Progress progress;
  private final List<String> firstOthers = new ArrayList<>();
  private long others;
  private long withoutKey;
  private long lines;

  Replay(
      String topic,
      TimeMapping mapping,
      Publisher publisher,
      LineOutput saved,
      Optional<KeyField> keyField,
      Pace pace,
      Progress progress) {
    this.topic = topic;
    this.mapping = mapping;
    this.publisher = publisher;
    this.saved = saved;
    this.keyField = keyField;
    this.pace = pace;
    this.progress = progress;
  }

  /** Publishes all the lines, and waits until Kafka has them. */
  ReplaySummary run(List<Path> files) {
    long bytesBefore = 0;
    for (Path path : files) {
      try (LineFile file = LineFile.open(path)) {
        while (file.next()) {
          publish(file);
          progress.at(bytesBefore + file.bytesRead(), lines);
        }
        bytesBefore += file.bytesRead();
      }
    }
    publisher.flush();
    progress.done(lines);
    return new ReplaySummary(publisher.acknowledged(), others, firstOthers, withoutKey);
  }

  private void publish(LineFile file) {
    byte[] raw = file.line();
    byte[] bytes = raw;
    byte @Nullable [] key = null;
    EventLine line = EventLine.of(raw);
    if (line instanceof EventLine.StandardAction action) {
      key = action.key();
      bytes = action.at(mapping.map(action.timestamp()), file.place());
    } else if (line instanceof EventLine.Other other) {
      key = keyField.flatMap(field -> field.of(raw)).orElse(null);
      others++;
      if (key == null && keyField.isPresent()) {
        withoutKey++;
      }
      if (firstOthers.size() < MOST_NAMED) {
        firstOthers.add(file.place() + ": " + other.reason());
      }
    }
    pace.await(lines++);
    publisher.publish(topic, key, bytes, file.place());
    saved.line(bytes);
  }
}
