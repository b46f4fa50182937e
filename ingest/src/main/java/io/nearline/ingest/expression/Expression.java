package io.nearline.ingest.expression;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelUnknownSet;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A compiled expression of a pipeline. What is plain it evaluates by its {@link Shortcut}, and the
 * rest, errors among it, by CEL's interpreter. Immutable and thread-safe.
 */
public final class Expression {
  private static final String LOCATION = "evaluation error at <input>:";

  private final String path;
  private final String text;
  private final CelRuntime.Program program;
  private final Shortcut shortcut;

  /**
   * Makes an expression.
   *
   * @param program evaluates what the shortcut is unsure of
   */
  Expression(String path, String text, CelRuntime.Program program, Shortcut shortcut) {
    this.path = path;
    this.text = text;
    this.program = program;
    this.shortcut = shortcut;
  }

  /** Returns the place within its pipeline, such as {@code action.verb}. */
  public String path() {
    return path;
  }

  /** Returns the expression as written. */
  public String text() {
    return text;
  }

  /**
   * Evaluates the expression.
   *
   * @param variables {@code event}, and the joined tables' names as far as it may refer to them
   * @return a value of JSON, null for JSON's null, or another value of CEL as CEL represents it
   * @throws ExpressionFailedException when the event lacks a field or has one of another type
   */
  public @Nullable Object evaluate(Map<String, Object> variables) throws ExpressionFailedException {
    Object quick = shortcut.evaluate(variables);
    Object result = quick == Shortcut.UNSURE ? interpret(variables) : quick;
    return CelValues.plain(result);
  }

  /** Returns whether the shortcut suffices. */
  boolean isQuick(Map<String, Object> variables) {
    return shortcut.evaluate(variables) != Shortcut.UNSURE;
  }

  /** Evaluates the expression by CEL's interpreter; nothing is made plain. */
  Object interpret(Map<String, Object> variables) throws ExpressionFailedException {
    Object result;
    try {
      result = program.eval(name -> Optional.ofNullable(variables.get(name)));
    } catch (CelEvaluationException e) {
      throw new ExpressionFailedException(path, reason(e));
    } catch (RuntimeException e) {
      // CEL's functions throw what they like over values that the checker could not know.
      throw new ExpressionFailedException(path, e.toString());
    }
    if (result instanceof CelUnknownSet) {
      throw new ExpressionFailedException(path, "a value is unknown");
    }
    return result;
  }

  private static String reason(CelEvaluationException e) {
    String message = Optional.ofNullable(e.getMessage()).orElse(e.toString());
    if (!message.startsWith(LOCATION)) {
      return message;
    }
    int colon = message.indexOf(": ", LOCATION.length());
    return colon < 0 ? message : message.substring(colon + 2);
  }
}
