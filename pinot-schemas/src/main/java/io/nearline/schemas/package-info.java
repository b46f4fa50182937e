/** Renders the schema and table JSON of Pinot from the declared attributes. */
@NullMarked
package io.nearline.schemas;

import org.jspecify.annotations.NullMarked;
