package io.nearline.features.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr;
import dev.cel.parser.CelParser;
import dev.cel.parser.CelParserFactory;
import io.nearline.features.cel.CelParts;
import io.nearline.features.problem.Excerpt;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An expression whose names are not bound yet. Immutable. */
public final class ParsedExpression {
  // Without macros has(), all() and the like are calls, and refused as functions that there are
  // not.
  private static final CelParser PARSER = CelParserFactory.standardCelParserBuilder().build();

  private final CelExpr tree;
  private final Places places;
  private final List<Reference> references;

  private ParsedExpression(CelAbstractSyntaxTree parsed) {
    this.tree = parsed.getExpr();
    this.places = new Places(parsed.getSource());
    Map<String, Reference> found = new LinkedHashMap<>();
    collect(tree, found);
    this.references = List.copyOf(found.values());
  }

  /**
   * Parses an expression.
   *
   * @param text CEL
   * @throws ExpressionException when the text is no CEL
   */
  public static ParsedExpression parse(String text) {
    CelValidationResult result = PARSER.parse(text);
    if (result.hasError()) {
      CelIssue issue = result.getErrors().get(0);
      throw new ExpressionException(
          Excerpt.of(text)
              + " at "
              + issue.getSourceLocation().getLine()
              + ":"
              + (issue.getSourceLocation().getColumn() + 1),
          "valid CEL: " + firstSentence(issue.getMessage()));
    }
    try {
      return new ParsedExpression(result.getAst());
    } catch (CelValidationException e) {
      throw new IllegalStateException("CEL has errors that it did not report", e);
    }
  }

  /** Leaves out the list of what else there is; knows what a lone = and an @ mean. */
  private static String firstSentence(String message) {
    if (message.startsWith("token recognition error at: '=")) {
      return "== for equality";
    }
    if (message.startsWith("token recognition error at: '@")) {
      return "a feature's name without @, of a window that the definition says";
    }
    return message.replaceFirst("(?s) expecting \\{.*", "");
  }

  /** Returns the features that it names, each once, in the order in which they first stand. */
  public List<Reference> references() {
    return references;
  }

  /**
   * Binds the names and checks all types.
   *
   * @param inputs the features that the expression names, by {@link Reference#text}
   * @throws ExpressionException when types don't fit, or the expression uses what the language does
   *     not have
   */
  public BoundExpression bind(Map<String, Input> inputs) {
    ExpressionTranslator translator = new ExpressionTranslator(inputs, places);
    Expression expression = translator.translate(tree);
    return new BoundExpression(expression, translator.requestValues());
  }

  private void collect(CelExpr expression, Map<String, Reference> found) {
    places
        .reference(expression)
        .ifPresentOrElse(
            reference -> found.putIfAbsent(reference.text(), reference),
            () -> {
              switch (expression.getKind()) {
                case CALL -> {
                  expression.call().target().ifPresent(target -> collect(target, found));
                  expression.call().args().forEach(argument -> collect(argument, found));
                }
                case SELECT -> {
                  if (CelParts.requestName(expression).isEmpty()) {
                    collect(expression.select().operand(), found);
                  }
                }
                case LIST ->
                    expression.list().elements().forEach(element -> collect(element, found));
                case IDENT, CONSTANT, STRUCT, MAP, COMPREHENSION, NOT_SET -> {}
              }
            });
  }
}
