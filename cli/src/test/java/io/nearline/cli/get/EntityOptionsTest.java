package io.nearline.cli.get;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearline.cli.CommandException;
import io.nearline.proto.v1.Column;
import io.nearline.proto.v1.Int64Values;
import io.nearline.proto.v1.StringValues;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class EntityOptionsTest {
  /** A command that has these options only. */
  @Command
  private static final class Options {
    @Mixin private EntityOptions entities = new EntityOptions();
  }

  private static Map<String, Column> columns(String... arguments) {
    return CommandLine.populateCommand(new Options(), arguments).entities.columns();
  }

  @Test
  void everyKeyIsAColumn() {
    Map<String, Column> columns =
        columns(
            "--actor=-1",
            "--key=objectAttributes.author=a=b",
            "--key",
            "objectAttributes.shop=\"5\"",
            "--object=x",
            "--key=actorAttributes.team=-7",
            "--key=objectAttributes.author=c");

    assertThat(columns.keySet())
        .containsExactly(
            "actor",
            "object",
            "objectAttributes.author",
            "objectAttributes.shop",
            "actorAttributes.team");
    assertThat(columns)
        .containsEntry("actor", int64s(-1))
        .containsEntry("objectAttributes.author", strings("a=b", "c"))
        .containsEntry("objectAttributes.shop", strings("5"))
        .containsEntry("actorAttributes.team", int64s(-7));
  }

  private static Column int64s(long value) {
    return Column.newBuilder().setInt64S(Int64Values.newBuilder().addValues(value)).build();
  }

  private static Column strings(String... values) {
    return Column.newBuilder()
        .setStrings(StringValues.newBuilder().addAllValues(List.of(values)))
        .build();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "| no entity (expected: --actor, --object or --key)",
        "--key=author | --key author (expected: NAME=VALUE, such as geo=berlin)",
        "--key==x | --key =x (expected: NAME=VALUE, such as geo=berlin)",
        "--key=a=x --key=a=5 | --key a: [\"x\", 5] (expected: values of one type, vectors of one"
            + " dimension)",
        "--actor=1 --key=actor=2 | --key actor (expected: --actor alone)",
      })
  void whatIsNoKeyIsRefused(@Nullable String arguments, String message) {
    String[] words = arguments == null ? new String[0] : arguments.split(" ");
    assertThatThrownBy(() -> columns(words))
        .isInstanceOf(CommandException.class)
        .hasMessage(message);
  }
}
