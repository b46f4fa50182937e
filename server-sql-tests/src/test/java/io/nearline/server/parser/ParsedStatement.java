package io.nearline.server.parser;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pinot.common.request.Expression;
import org.apache.pinot.common.request.PinotQuery;
import org.apache.pinot.sql.parsers.CalciteSqlParser;
import org.jspecify.annotations.Nullable;

/**
 * A statement as Pinot's parser reads it, taken apart.
 *
 * @param shape everything but the texts of its string literals
 * @param texts the texts of its string literals, in their order
 */
record ParsedStatement(PinotQuery shape, List<String> texts) {

  /** Parses a statement as the server sends it: behind the statement's time limit. */
  static PinotQuery parse(String sql) {
    return CalciteSqlParser.compileToPinotQuery("SET timeoutMs=1000; " + sql);
  }

  /** Parses a statement and takes it apart. */
  static ParsedStatement of(String sql) {
    PinotQuery query = parse(sql);
    List<String> texts = new ArrayList<>();
    takeTexts(query.getSelectList(), texts);
    takeTexts(query.getFilterExpression(), texts);
    takeTexts(query.getGroupByList(), texts);
    takeTexts(query.getOrderByList(), texts);
    takeTexts(query.getHavingExpression(), texts);
    return new ParsedStatement(query, texts);
  }

  /** Returns the texts of the same statement when other values take the place of some. */
  List<String> textsOf(String[] values, String[] others) {
    Map<String, String> replacements = new HashMap<>();
    for (int i = 0; i < values.length; i++) {
      replacements.put(values[i], others[i]);
    }
    return texts.stream().map(text -> replacements.getOrDefault(text, text)).toList();
  }

  private static void takeTexts(@Nullable List<Expression> expressions, List<String> texts) {
    if (expressions != null) {
      expressions.forEach(expression -> takeTexts(expression, texts));
    }
  }

  private static void takeTexts(@Nullable Expression expression, List<String> texts) {
    if (expression == null) {
      return;
    }
    if (expression.getFunctionCall() != null) {
      takeTexts(expression.getFunctionCall().getOperands(), texts);
    } else if (expression.getLiteral() != null && expression.getLiteral().isSetStringValue()) {
      texts.add(expression.getLiteral().getStringValue());
      expression.getLiteral().setStringValue("");
    }
  }
}
