/** JSON Schema of the files that people write, so that editors complete and check them. */
@NullMarked
package io.nearline.features.schema;

import org.jspecify.annotations.NullMarked;
