package io.nearline.features.definition;

import io.nearline.features.yaml.Place;
import io.nearline.features.yaml.YamlScalar;
import java.util.List;

/**
 * A feature service as written.
 *
 * @param place where it stands
 * @param name its name
 * @param patterns what names its features, such as {@code job_ranking@1.*}
 */
record UnboundService(Place place, String name, List<YamlScalar> patterns) {}
