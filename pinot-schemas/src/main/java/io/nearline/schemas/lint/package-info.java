/** Refuses tables that Pinot accepts and then loses rows, stalls or answers wrongly with. */
@NullMarked
package io.nearline.schemas.lint;

import org.jspecify.annotations.NullMarked;
