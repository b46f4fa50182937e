package io.nearline.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackDirectoryTest {
  @TempDir Path temporary;

  @Test
  void removesTheFormerAnnouncementAndPublishesItsOwn() throws Exception {
    Path root = temporary.resolve("stack");
    Path announcement = root.resolve("stack.json");
    Files.createDirectories(root);
    Files.writeString(announcement, "former");

    StackDirectory directory =
        StackDirectory.take(new StackOptions(root, 21_000, Optional.empty(), Optional.empty()));
    assertThat(announcement).hasContent("former");
    assertThat(root.resolve("base-port")).doesNotExist();
    directory.claim(21_000);
    assertThat(announcement).doesNotExist();
    assertThat(root.resolve("base-port")).hasContent("21000");
    directory.announce("present");

    assertThat(announcement).hasContent("present");
    assertThat(directory.of("kafka")).isEqualTo(root.resolve("kafka"));
  }

  @Test
  void belongsToOneBasePort() throws Exception {
    Files.writeString(temporary.resolve("base-port"), "21000\n");
    Files.writeString(temporary.resolve("stack.json"), "former");

    assertThatThrownBy(
            () ->
                StackDirectory.take(
                    new StackOptions(temporary, 22_000, Optional.empty(), Optional.empty())))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "--base-port: 22000 (expected: 21000, with which "
                + temporary
                + " was made, or another directory)");
    assertThat(temporary.resolve("stack.json")).hasContent("former");
  }
}
