package io.nearline.ingest.step;

import io.nearline.features.attribute.AttributeRoot;
import io.nearline.ingest.event.Identity;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a projection made of an event, not yet checked.
 *
 * @param identity what the event's own fields say of it
 * @param verb did what
 * @param object to what
 * @param attributes the attributes by root; absent ones are null
 */
record Draft(
    Identity identity,
    @Nullable Object verb,
    @Nullable Object object,
    Map<AttributeRoot, Object> attributes) {}
