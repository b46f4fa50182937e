package io.nearline.ingest.step;

import io.nearline.features.action.InvalidActionException;
import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.features.attribute.AttributeRoot;
import io.nearline.ingest.event.DeadLetterReason;
import io.nearline.ingest.event.Identity;
import io.nearline.ingest.event.RefusedEventException;
import io.nearline.ingest.expression.Expression;
import io.nearline.ingest.expression.ExpressionFailedException;
import io.nearline.ingest.pattern.Match;
import io.nearline.ingest.pattern.PatternEmission;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The step that makes an action of a match, checks and writes it as every other. Not thread-safe.
 */
final class PatternEmitting {
  private final Validation validation;
  private final Emission emission;

  PatternEmitting(AttributeCatalogue catalogue) {
    this.validation = new Validation(catalogue);
    this.emission = new Emission(catalogue);
  }

  /**
   * Returns the records of a match's action.
   *
   * @throws RefusedEventException when the action can't be made, or can't be one
   */
  List<Outgoing> emit(Match match) throws RefusedEventException {
    try {
      return emission.emit(validation.check(draft(match)));
    } catch (ExpressionFailedException e) {
      throw refused(DeadLetterReason.EXPRESSION_FAILED, e);
    } catch (InvalidActionException e) {
      throw refused(DeadLetterReason.INVALID, e);
    }
  }

  private static Draft draft(Match match) throws ExpressionFailedException {
    PatternEmission fields = match.pattern().emission();
    Map<String, Object> variables = match.variables();
    Map<AttributeRoot, Object> attributes = new EnumMap<>(AttributeRoot.class);
    for (Map.Entry<AttributeRoot, Expression> entry : fields.attributes().entrySet()) {
      Object value = entry.getValue().evaluate(variables);
      // Expressions see null attributes as empty ones.
      if (value != null && !Map.of().equals(value)) {
        attributes.put(entry.getKey(), value);
      }
    }
    return new Draft(
        new Identity(
            match.eventId(), match.last().action().actor(), match.last().position().timestamp()),
        fields.verb().evaluate(variables),
        fields.object().evaluate(variables),
        attributes);
  }

  private static RefusedEventException refused(DeadLetterReason reason, Exception cause) {
    return new RefusedEventException(reason, String.valueOf(cause.getMessage()));
  }
}
