/** Feature sets and services: read from YAML, bound, named, versioned by content. */
@NullMarked
package io.nearline.features.definition;

import org.jspecify.annotations.NullMarked;
