/** Matrices: many features of one line, one for each combination of what its lists hold. */
@NullMarked
package io.nearline.features.matrix;

import org.jspecify.annotations.NullMarked;
