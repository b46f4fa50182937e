package io.nearline.server.parser;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Texts of all that SQL, Pinot, JSON, regular expressions and templates give a meaning to. */
final class HostileText {
  private static final String[] FRAGMENTS = {
    "'",
    "'",
    "'",
    "''",
    "'''",
    "''''",
    "' '",
    "\\'",
    "\"",
    "\"\"",
    "`",
    "\\",
    "\\\\",
    "\\u0027",
    "--",
    "-- ",
    "/*",
    "*/",
    "/* ' */",
    "#",
    "//",
    ";",
    ";SET timeoutMs=1;",
    "; SET a='b';",
    "SET ",
    "' OR 1=1 --",
    "') OR ('a'='a",
    "' UNION ALL SELECT * FROM actions",
    "' LIMIT 0 --",
    " option(timeoutMs=1)",
    " OPTION ( a = b ) ",
    "option(",
    ")",
    "(",
    "{Keys}",
    "{",
    "}",
    "[",
    "]",
    "?",
    "??",
    "?1",
    "$",
    "$1",
    "$0",
    "${x}",
    "$$",
    ":name",
    "@",
    "%",
    "%s",
    "%27",
    "_",
    "*",
    "+",
    "N'",
    "U&'\\0027",
    "_UTF8'",
    "X'27'",
    "DATE '",
    "{fn now()}",
    "now()",
    "NULL",
    "null",
    "true",
    "\n",
    "\r\n",
    "\r",
    "\t",
    "\u0000",
    "\u0000\u0000",
    "\u0001",
    "\b",
    "\f",
    "\u001a",
    "\u001b",
    "\u007f",
    "\u0085",
    "\u00a0",
    "\u2028",
    "\u2029",
    "\u200b",
    "\u202e",
    "\ufeff",
    "\ufffd",
    "\uffff",
    "\u2018",
    "\u2019",
    "\u02bc",
    "\uff07",
    "\u0301",
    "ß",
    "İ",
    "naïve",
    "東京",
    "😀",
    "\ud83d",
    "\ude00",
    "\udbff\udfff",
    " ",
    "  ",
    "a",
    "Z",
    "0",
    "-1",
    "1e400",
    ".",
    ",",
    "=",
    "<>",
  };
  private static final int ONE_IN_LONG = 5_000;
  private static final int LONG = 20_000;

  private final Random random;

  HostileText(long seed) {
    this.random = new Random(seed);
  }

  /** Returns a text of mostly few fragments, now and then of none, seldom of very many. */
  String next() {
    if (random.nextInt(ONE_IN_LONG) == 0) {
      return text(LONG);
    }
    return text(random.nextInt(10));
  }

  /** Returns a text that UTF-8 can hold: without half of a surrogate pair, not very long. */
  String nextUnicode() {
    byte[] bytes = text(random.nextInt(10)).getBytes(StandardCharsets.UTF_8);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /**
   * Returns a text whose order is the same by code points and by UTF-16 code units, and that comes
   * after {@code null}, which stands for missing: conditions of other texts have no need of guards.
   */
  String nextAfterNull() {
    return "o" + nextUnicode().replaceAll("[^\\x{0}-\\x{d7ff}]", "");
  }

  /** Returns a text that a line of YAML can hold in quotes. */
  String nextPrintable() {
    return nextUnicode().replaceAll("[\\x7f-\\x9f\\u2028\\u2029\\ufeff\\ufffe\\uffff]", "");
  }

  /** Returns a text of which half are names, and half are nearly so. */
  String nextName() {
    StringBuilder name = new StringBuilder();
    for (int length = 1 + random.nextInt(8); length > 0; length--) {
      name.append("abcXYZ_0189".charAt(random.nextInt(11)));
    }
    if (random.nextBoolean()) {
      name.insert(random.nextInt(name.length() + 1), fragment());
    }
    return name.toString();
  }

  private String text(int fragments) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < fragments; i++) {
      text.append(fragment());
    }
    return text.toString();
  }

  private String fragment() {
    int kind = random.nextInt(12);
    if (kind == 0) {
      return "'".repeat(1 + random.nextInt(9));
    }
    if (kind == 1) {
      return Character.toString((char) random.nextInt(1 << 16));
    }
    if (kind == 2) {
      return Character.toString((char) random.nextInt(128));
    }
    return FRAGMENTS[random.nextInt(FRAGMENTS.length)];
  }
}
