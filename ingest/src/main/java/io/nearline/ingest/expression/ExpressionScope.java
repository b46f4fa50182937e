package io.nearline.ingest.expression;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelBuilder;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import io.nearline.features.yaml.YamlScalar;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The names that an expression may refer to: {@code event} and joined tables, or actions. Compiles
 * CEL with the standard macros, optional values and the string functions. Immutable.
 */
public final class ExpressionScope {
  /** The name of the decoded event. */
  public static final String EVENT = "event";

  private final Map<String, CelType> variables;
  private final Cel cel;

  private ExpressionScope(Map<String, CelType> variables) {
    this.variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    CelBuilder builder =
        CelFactory.standardCelBuilder()
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addCompilerLibraries(CelExtensions.optional(), CelExtensions.strings())
            .addRuntimeLibraries(CelExtensions.optional(), CelExtensions.strings())
            .setTypeProvider(ActionVariable.TYPES);
    variables.forEach(builder::addVar);
    this.cel = builder.build();
  }

  /** Returns the scope of events whose fields may be anything. */
  public static ExpressionScope ofJson() {
    return new ExpressionScope(Map.of(EVENT, MapType.create(SimpleType.STRING, SimpleType.DYN)));
  }

  /** Returns the scope of events whose fields are strings. */
  public static ExpressionScope ofStrings() {
    return new ExpressionScope(Map.of(EVENT, MapType.create(SimpleType.STRING, SimpleType.STRING)));
  }

  /** Returns the scope in which each name is an action. */
  public static ExpressionScope ofActions(List<String> names) {
    Map<String, CelType> actions = new LinkedHashMap<>();
    names.forEach(name -> actions.put(name, ActionVariable.TYPE));
    return new ExpressionScope(actions);
  }

  /** Returns this scope with one more joined table. */
  public ExpressionScope with(String table) {
    Map<String, CelType> more = new LinkedHashMap<>(variables);
    more.put(table, SimpleType.DYN);
    return new ExpressionScope(more);
  }

  /**
   * Compiles what a configuration says; what is wrong is reported to its place.
   *
   * @param path the place within the pipeline or pattern, such as {@code action.verb}
   */
  public Optional<Expression> compile(String path, YamlScalar scalar, ResultKind kind) {
    try {
      return Optional.of(compile(path, scalar.text(), kind));
    } catch (InvalidExpressionException e) {
      scalar.place().report(scalar.describe(), e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * Compiles a text.
   *
   * @throws InvalidExpressionException when it is no CEL over these names, or surely does not
   *     result in that kind
   */
  public Expression compile(String path, String text, ResultKind kind) {
    CelValidationResult checked = cel.compile(text);
    String expectation = kind.text() + " over " + names();
    if (checked.hasError()) {
      throw new InvalidExpressionException(expectation + "; " + errors(checked));
    }
    try {
      CelAbstractSyntaxTree tree = checked.getAst();
      if (!kind.admits(tree.getResultType())) {
        throw new InvalidExpressionException(
            expectation + "; this is of type " + tree.getResultType().name());
      }
      return new Expression(
          path,
          text,
          cel.createProgram(tree),
          Shortcuts.of(tree.getExpr()).orElse(variables -> Shortcut.UNSURE));
    } catch (CelValidationException | CelEvaluationException e) {
      throw new InvalidExpressionException(expectation + "; " + e.getMessage());
    }
  }

  private String names() {
    String names = String.join(", ", variables.keySet());
    return variables.size() == 1 ? names + " only" : names;
  }

  private static String errors(CelValidationResult checked) {
    return checked.getErrors().stream()
        .map(
            issue ->
                issue.getMessage().replace(" (in container '')", "")
                    + " at column "
                    + (issue.getSourceLocation().getColumn() + 1))
        .collect(Collectors.joining("; "));
  }
}
