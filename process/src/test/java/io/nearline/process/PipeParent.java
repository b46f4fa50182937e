package io.nearline.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * A launcher for {@link ParentPipeTest}: starts a {@link PipeChild}, prints its pid, and never ends
 * by itself.
 */
final class PipeParent {
  private PipeParent() {}

  /** Takes the directory for the child's files. */
  public static void main(String[] arguments) throws InterruptedException {
    Path directory = Path.of(arguments[0]);
    List<String> command = TestJava.command(PipeChild.class, directory.toString());
    ChildProcess child =
        ChildProcess.start("child", command, Map.of(), directory.resolve("child.log"));
    child.awaitLine("watching", TestJava.BOUND);
    System.out.println(child.pid());
    new CountDownLatch(1).await();
  }
}
