/** The cells of a round, their figures, and what follows from all rounds. */
@NullMarked
package io.nearline.bench.measure;

import org.jspecify.annotations.NullMarked;
