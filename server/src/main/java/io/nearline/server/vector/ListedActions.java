package io.nearline.server.vector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nearline.features.action.Action;
import io.nearline.features.action.Attributes;
import io.nearline.features.attribute.Attribute;
import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.features.attribute.AttributePath;
import io.nearline.features.attribute.AttributeRoot;
import io.nearline.features.field.StandardField;
import io.nearline.features.type.ScalarType;
import io.nearline.features.type.VectorType;
import io.nearline.server.pinot.PinotException;
import io.nearline.server.pinot.PinotTable;
import io.nearline.server.sql.ListingStatement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a {@link ListingStatement} made actions again. Vectors, which ingest takes out of the
 * JSON, are put back; so are the booleans of declared attributes, which Pinot stores as texts. An
 * object without members reads as null: the table does not tell the two apart.
 */
public final class ListedActions {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<LinkedHashMap<String, Object>> OBJECT =
      new TypeReference<>() {};

  private final ListingStatement statement;
  private final AttributeCatalogue catalogue;

  /** Reads the rows of a statement. */
  public ListedActions(ListingStatement statement, AttributeCatalogue catalogue) {
    this.statement = statement;
    this.catalogue = catalogue;
  }

  /** Returns the first {@code count} rows as actions. */
  public List<Action> read(PinotTable table, int count) {
    List<Action> actions = new ArrayList<>(count);
    for (int row = 0; row < count; row++) {
      actions.add(action(table, row));
    }
    return actions;
  }

  private Action action(PinotTable table, int row) {
    Action action =
        new Action(
            table.string(row, statement.column(StandardField.EVENT_ID)),
            table.int64(row, statement.column(StandardField.ACTOR)),
            attributes(table, row, AttributeRoot.ACTOR),
            table.string(row, statement.column(StandardField.VERB)),
            attributes(table, row, AttributeRoot.VERB),
            table.string(row, statement.column(StandardField.OBJECT)),
            attributes(table, row, AttributeRoot.OBJECT),
            table.int64(row, statement.column(StandardField.TIMESTAMP)));
    for (Attribute vector : statement.vectors()) {
      action = withVector(action, vector, table.vector(row, statement.column(vector)));
    }
    return action;
  }

  private static Action withVector(Action action, Attribute attribute, float[] vector) {
    AttributePath path = attribute.path();
    if (FieldCells.vectorIsMissing(path.toString(), (VectorType) attribute.type(), vector)) {
      return action;
    }
    List<Double> numbers = new ArrayList<>(vector.length);
    for (float number : vector) {
      // The shortest decimal that means this float, which is what was recorded.
      numbers.add(Double.parseDouble(Float.toString(number)));
    }
    Attributes attributes = action.attributes(path.root());
    return action.withAttributes(
        path.root(),
        (attributes == null ? Attributes.EMPTY : attributes).with(path.name(), numbers));
  }

  private @Nullable Attributes attributes(PinotTable table, int row, AttributeRoot root) {
    String json = table.string(row, statement.column(root));
    Map<String, Object> members;
    try {
      members = JSON.readValue(json, OBJECT);
    } catch (JsonProcessingException e) {
      throw new PinotException(
          PinotException.Kind.REFUSED,
          root.field() + ": " + json + " (expected: a JSON object)",
          e);
    }
    if (members == null || members.isEmpty()) {
      return null;
    }
    members.replaceAll((name, value) -> declared(root, name, value));
    return Attributes.of(members);
  }

  private Object declared(AttributeRoot root, String name, Object value) {
    boolean isBool =
        AttributePath.parse(root.field() + "." + name)
            .flatMap(catalogue::attribute)
            .filter(attribute -> attribute.type() == ScalarType.BOOL)
            .isPresent();
    return isBool && value instanceof String text
        ? FieldCells.bool(text).<Object>map(bool -> bool).orElse(text)
        : value;
  }
}
