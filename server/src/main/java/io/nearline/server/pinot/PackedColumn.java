package io.nearline.server.pinot;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.NumberInput;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The cells of one column, each read by what it is, whatever type the answer announces for the
 * column. Integers, doubles, the characters of texts and the numbers of vectors are in arrays that
 * the cells share. What Pinot does not send of a column (nulls, booleans, objects, integers of more
 * than 64 bits, lists of anything but numbers) is kept as a tree, to be named in messages.
 */
final class PackedColumn {
  /** Up to here, every integer has a double of its own: a larger double may stand for others. */
  private static final double LARGEST_EXACT = 0x1p53;

  private static final int FIRST_CAPACITY = 8;

  /** The cell is the integer. */
  private static final byte INTEGER = 0;

  /** The cell is the double's bits. */
  private static final byte DOUBLE = 1;

  /** The cell is a {@link #range} of the characters. */
  private static final byte TEXT = 2;

  /** The cell is a {@link #range} of the numbers. */
  private static final byte VECTOR = 3;

  /** The cell is the place of the tree. */
  private static final byte OTHER = 4;

  private String name = "";
  private int size;
  private byte[] kinds = new byte[FIRST_CAPACITY];
  private long[] cells = new long[FIRST_CAPACITY];
  private char[] characters = new char[0];
  private int charactersEnd;
  private float[] numbers = new float[0];
  private int numbersEnd;
  private final List<JsonNode> others = new ArrayList<>(0);

  /** Gives the column its name, which messages begin with. */
  void name(String theName) {
    name = theName;
  }

  /**
   * Appends the value at which a parser stands, and leaves the parser at its last token.
   *
   * @throws IOException when there is no value
   */
  void add(JsonParser parser) throws IOException {
    switch (parser.currentToken()) {
      case VALUE_NUMBER_INT -> {
        if (parser.getNumberType() == NumberType.BIG_INTEGER) {
          addOther(parser.readValueAsTree());
        } else {
          add(INTEGER, parser.getLongValue());
        }
      }
      case VALUE_NUMBER_FLOAT -> add(DOUBLE, Double.doubleToRawLongBits(parser.getDoubleValue()));
      case VALUE_STRING -> addText(parser);
      case START_ARRAY -> addList(parser);
      default -> addOther(parser.readValueAsTree());
    }
  }

  private void add(byte kind, long cell) {
    if (size == kinds.length) {
      kinds = Arrays.copyOf(kinds, 2 * size);
      cells = Arrays.copyOf(cells, 2 * size);
    }
    kinds[size] = kind;
    cells[size++] = cell;
  }

  private void addOther(JsonNode tree) {
    add(OTHER, others.size());
    others.add(tree);
  }

  private void addText(JsonParser parser) throws IOException {
    char[] text = parser.getTextCharacters();
    int length = parser.getTextLength();
    characters = withRoom(characters, charactersEnd, length);
    System.arraycopy(text, parser.getTextOffset(), characters, charactersEnd, length);
    add(TEXT, range(charactersEnd, length));
    charactersEnd += length;
  }

  private static char[] withRoom(char[] characters, int end, int more) {
    int needed = Math.addExact(end, more);
    return needed <= characters.length
        ? characters
        : Arrays.copyOf(characters, Math.max(needed, roomier(characters.length)));
  }

  private static int roomier(int length) {
    return (int) Math.min(2L * length, Integer.MAX_VALUE - Byte.MAX_VALUE);
  }

  private void addList(JsonParser parser) throws IOException {
    int start = numbersEnd;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (!addNumber(parser)) {
        addOther(restOfList(start, parser));
        return;
      }
    }
    add(VECTOR, range(start, numbersEnd - start));
  }

  /** Appends a number of a vector; returns false when the parser stands at none. */
  private boolean addNumber(JsonParser parser) throws IOException {
    double number;
    if (parser.currentToken().isNumeric()) {
      number = parser.getDoubleValue();
    } else if (parser.currentToken() == JsonToken.VALUE_STRING) {
      try {
        number = Double.parseDouble(parser.getText());
      } catch (NumberFormatException noNumber) {
        return false;
      }
    } else {
      return false;
    }
    if (numbersEnd == numbers.length) {
      numbers = Arrays.copyOf(numbers, Math.max(FIRST_CAPACITY, roomier(numbers.length)));
    }
    numbers[numbersEnd++] = (float) number;
    return true;
  }

  /** Makes a tree of a list that is no vector: of the numbers before the parser, and the rest. */
  private JsonNode restOfList(int start, JsonParser parser) throws IOException {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (int i = start; i < numbersEnd; i++) {
      list.add(numbers[i]);
    }
    numbersEnd = start;
    while (parser.currentToken() != JsonToken.END_ARRAY) {
      JsonNode item = parser.readValueAsTree();
      list.add(item);
      parser.nextToken();
    }
    return list;
  }

  private static long range(int from, int length) {
    return (long) from << 32 | length;
  }

  private static int from(long range) {
    return (int) (range >>> 32);
  }

  private static int length(long range) {
    return (int) range;
  }

  long int64(int row) {
    long cell = cells[Objects.checkIndex(row, size)];
    switch (kinds[row]) {
      case INTEGER -> {
        return cell;
      }
      case DOUBLE -> {
        double value = Double.longBitsToDouble(cell);
        if (value == Math.rint(value) && Math.abs(value) <= LARGEST_EXACT) {
          return (long) value;
        }
      }
      case TEXT -> {
        try {
          return Long.parseLong(text(cell));
        } catch (NumberFormatException e) {
          throw malformed(row, "a 64-bit integer");
        }
      }
      default -> {}
    }
    throw malformed(row, "a 64-bit integer");
  }

  double float64(int row) {
    long cell = cells[Objects.checkIndex(row, size)];
    return switch (kinds[row]) {
      case INTEGER -> cell;
      case DOUBLE -> Double.longBitsToDouble(cell);
      case TEXT -> {
        try {
          yield NumberInput.parseDouble(characters, from(cell), length(cell), true);
        } catch (NumberFormatException e) {
          throw malformed(row, "a number");
        }
      }
      default -> {
        JsonNode tree = tree(row);
        if (tree.isNumber()) {
          yield tree.doubleValue();
        }
        throw malformed(row, "a number");
      }
    };
  }

  String string(int row) {
    long cell = cells[Objects.checkIndex(row, size)];
    return switch (kinds[row]) {
      case INTEGER -> Long.toString(cell);
      case DOUBLE -> Double.toString(Double.longBitsToDouble(cell));
      case TEXT -> text(cell);
      default -> {
        JsonNode tree = tree(row);
        if (tree.isValueNode() && !tree.isNull()) {
          yield tree.asText();
        }
        throw malformed(row, "a text");
      }
    };
  }

  float[] vector(int row) {
    long cell = cells[Objects.checkIndex(row, size)];
    if (kinds[row] == VECTOR) {
      return Arrays.copyOfRange(numbers, from(cell), from(cell) + length(cell));
    }
    throw malformed(row, tree(row).isArray() ? "a number" : "a list of numbers");
  }

  private String text(long range) {
    return new String(characters, from(range), length(range));
  }

  private JsonNode tree(int row) {
    long cell = cells[row];
    return switch (kinds[row]) {
      case INTEGER -> LongNode.valueOf(cell);
      case DOUBLE -> DoubleNode.valueOf(Double.longBitsToDouble(cell));
      case TEXT -> TextNode.valueOf(text(cell));
      case VECTOR -> {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (float number : vector(row)) {
          list.add(number);
        }
        yield list;
      }
      default -> others.get((int) cell);
    };
  }

  private MalformedAnswerException malformed(int row, String expectation) {
    return new MalformedAnswerException(
        name + ": " + tree(row) + " (expected: " + expectation + ")");
  }
}
