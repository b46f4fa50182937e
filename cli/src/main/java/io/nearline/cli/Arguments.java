package io.nearline.cli;

import java.util.List;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is told of arguments that can't be taken: the argument, and what is expected. */
final class Arguments {
  private static final String PLACE =
      "^Invalid value for (?:option|positional parameter[^']*) '([^']+)'(?: \\([^)]*\\))?: ";

  private Arguments() {}

  /** Has numbers that are none told of in words; returns the parser. */
  static CommandLine registerNumbers(CommandLine parser) {
    return parser
        .registerConverter(Long.class, number(Long::valueOf, "a whole number"))
        .registerConverter(long.class, number(Long::valueOf, "a whole number"))
        .registerConverter(Integer.class, number(Integer::valueOf, "a whole number"))
        .registerConverter(int.class, number(Integer::valueOf, "a whole number"))
        .registerConverter(Double.class, number(Double::valueOf, "a number"))
        .registerConverter(double.class, number(Double::valueOf, "a number"));
  }

  private static <T> ITypeConverter<T> number(Function<String, T> read, String expectation) {
    return text -> {
      try {
        return read.apply(text);
      } catch (NumberFormatException e) {
        throw new TypeConversionException("'" + text + "' (expected: " + expectation + ")");
      }
    };
  }

  /** Returns what is wrong with the arguments. */
  static String problem(ParameterException e) {
    if (!(e instanceof UnmatchedArgumentException unmatched)) {
      return String.valueOf(e.getMessage()).replaceFirst(PLACE, "$1: ");
    }
    String argument = unmatched.getUnmatched().get(0);
    String kind =
        unmatched.isUnknownOption()
            ? "option"
            : e.getCommandLine().getSubcommands().isEmpty() ? "argument" : "command";
    return argument + ": unknown " + kind + expectation(unmatched, kind);
  }

  private static String expectation(UnmatchedArgumentException e, String kind) {
    List<String> alike = e.getSuggestions();
    if (!alike.isEmpty()) {
      return " (did you mean " + String.join(" or ", alike) + "?)";
    }
    return kind.equals("command")
        ? " (expected: " + String.join(", ", e.getCommandLine().getSubcommands().keySet()) + ")"
        : "";
  }
}
