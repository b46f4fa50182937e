package io.nearline.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargePagesTest {
  @TempDir private Path directory;

  private Path mode(String text) throws IOException {
    return Files.writeString(directory.resolve("enabled"), text);
  }

  @Test
  void areAskedForWhereThereAreSome() throws IOException {
    assertThat(LargePages.options(mode("always [madvise] never\n")))
        .containsExactly("-XX:+UseTransparentHugePages");
    assertThat(LargePages.options(mode("[always] madvise never\n"))).hasSize(1);
  }

  @Test
  void areNotAskedForElsewhere() throws IOException {
    assertThat(LargePages.options(mode("always madvise [never]\n"))).isEmpty();
    assertThat(LargePages.options(directory.resolve("absent"))).isEmpty();
  }
}
