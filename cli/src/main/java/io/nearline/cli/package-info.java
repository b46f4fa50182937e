/** The commands behind {@code ./nearline}: each a thin layer over the other modules' API. */
@NullMarked
package io.nearline.cli;

import org.jspecify.annotations.NullMarked;
