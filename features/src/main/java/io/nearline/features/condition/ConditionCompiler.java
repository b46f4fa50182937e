package io.nearline.features.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.features.attribute.AttributeRoot;
import io.nearline.features.field.StandardField;
import io.nearline.features.problem.Excerpt;
import io.nearline.features.request.RequestValue;
import java.util.List;

/**
 * Compiles conditions: CEL is parsed, checked against the declared attributes, and translated. What
 * CEL has beyond the language ({@code == != < <= > >= in && || ! has() startsWith}, literals, the
 * action's fields, the call's values) is refused by name. Thread-safe.
 */
public final class ConditionCompiler {
  private static final CelOptions OPTIONS =
      CelOptions.current().enableHeterogeneousNumericComparisons(true).build();

  private final AttributeCatalogue attributes;
  private final CelCompiler compiler;

  /** Makes a compiler of conditions over the declared attributes. */
  public ConditionCompiler(AttributeCatalogue attributes) {
    this.attributes = attributes;
    ActionTypes types = new ActionTypes(attributes);
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardEnvironmentEnabled(false)
            .setStandardDeclarations(ConditionLanguage.DECLARATIONS)
            .setStandardMacros(CelStandardMacro.HAS)
            .setTypeProvider(types)
            .addFunctionDeclarations(
                mixed("_==_", "equals", SimpleType.INT, SimpleType.DOUBLE),
                mixed("_!=_", "not_equals", SimpleType.INT, SimpleType.DOUBLE),
                mixedIn())
            .setResultType(SimpleType.BOOL);
    for (StandardField field : StandardField.values()) {
      builder.addVar(field.text(), ActionTypes.celType(field.type()));
    }
    for (AttributeRoot root : AttributeRoot.values()) {
      builder.addVar(root.field(), types.struct(root));
    }
    // What a value of the call is, the field says that it meets: the translator sees to it.
    builder.addVar(RequestValue.ROOT, SimpleType.DYN);
    compiler = builder.build();
  }

  /**
   * Compiles a condition.
   *
   * @param text CEL
   * @throws ConditionException when the text is no CEL, names what does not exist, does not
   *     type-check, or uses what the language does not have
   */
  public Condition compile(String text) {
    CelAbstractSyntaxTree parsed = tree(text, compiler.parse(text), "valid CEL");
    Positions positions = new Positions(parsed.getSource());
    new NameCheck(attributes, positions).check(parsed.getExpr());
    CelAbstractSyntaxTree checked =
        tree(text, compiler.check(parsed), "a condition that type-checks");
    return new ConditionTranslator(attributes, positions).translate(checked.getExpr());
  }

  private static CelAbstractSyntaxTree tree(
      String text, CelValidationResult result, String expectation) {
    if (result.hasError()) {
      CelIssue issue = result.getErrors().get(0);
      String place =
          issue.getSourceLocation().getLine() + ":" + (issue.getSourceLocation().getColumn() + 1);
      throw new ConditionException(
          Excerpt.of(text) + " at " + place,
          expectation + ": " + firstSentence(issue.getMessage()));
    }
    try {
      return result.getAst();
    } catch (CelValidationException e) {
      throw new IllegalStateException("CEL has errors that it did not report", e);
    }
  }

  /** Leaves out the lists of what else there is, which may be long; knows what a lone = means. */
  private static String firstSentence(String message) {
    if (message.startsWith("token recognition error at: '=")) {
      return "== for equality";
    }
    return message.replaceFirst("(?s) (\\(candidates:|expecting \\{).*", "");
  }

  /** CEL's own equality wants equal types; numbers are compared here whatever their types. */
  private static CelFunctionDecl mixed(String function, String name, CelType one, CelType other) {
    return CelFunctionDecl.newFunctionDeclaration(
        function,
        List.of(
            CelOverloadDecl.newGlobalOverload(
                name + "_int64_double", SimpleType.BOOL, List.of(one, other)),
            CelOverloadDecl.newGlobalOverload(
                name + "_double_int64", SimpleType.BOOL, List.of(other, one))));
  }

  private static CelFunctionDecl mixedIn() {
    return CelFunctionDecl.newFunctionDeclaration(
        "@in",
        List.of(
            CelOverloadDecl.newGlobalOverload(
                "in_list_int64_double",
                SimpleType.BOOL,
                List.of(SimpleType.INT, ListType.create(SimpleType.DOUBLE))),
            CelOverloadDecl.newGlobalOverload(
                "in_list_double_int64",
                SimpleType.BOOL,
                List.of(SimpleType.DOUBLE, ListType.create(SimpleType.INT)))));
  }
}
