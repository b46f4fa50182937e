/** Pinot's tables, planned and applied on a real controller. */
@NullMarked
package io.nearline.it.tables;

import org.jspecify.annotations.NullMarked;
