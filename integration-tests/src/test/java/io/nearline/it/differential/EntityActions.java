package io.nearline.it.differential;

import io.nearline.features.action.Action;
import io.nearline.features.definition.AggregateFeature;
import io.nearline.features.definition.Catalogue;
import io.nearline.features.definition.Feature;
import io.nearline.features.field.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The actions of the entities that are asked about; those of others are left out. */
public final class EntityActions {
  private final Map<List<Field>, Map<List<Object>, List<Action>>> byKeys = new HashMap<>();

  /** Begins with no action of any entity. */
  public EntityActions(Catalogue catalogue, Collection<EntityRows> asked) {
    for (EntityRows rows : asked) {
      for (Feature feature : rows.features(catalogue)) {
        for (AggregateFeature aggregate : feature.aggregates()) {
          add(aggregate.entity().keys(), rows);
        }
      }
    }
  }

  private void add(List<Field> keys, EntityRows rows) {
    Map<List<Object>, List<Action>> entities = byKeys.computeIfAbsent(keys, any -> new HashMap<>());
    for (int row = 0; row < rows.size(); row++) {
      entities.computeIfAbsent(rows.values(keys, row), any -> new ArrayList<>());
    }
  }

  /** Adds an action to each entity that it is of. */
  public void add(Action action) {
    byKeys.forEach(
        (keys, entities) -> {
          List<Object> values = Keys.values(action, keys);
          @Nullable List<Action> own = values == null ? null : entities.get(values);
          if (own != null) {
            own.add(action);
          }
        });
  }

  /** Returns the actions of the entity that a feature is about in a row. */
  List<Action> of(AggregateFeature feature, EntityRows rows, int row) {
    List<Field> keys = feature.entity().keys();
    return byKeys.getOrDefault(keys, Map.of()).getOrDefault(rows.values(keys, row), List.of());
  }
}
