/** One GetFeatures call, and its answer for people or programs. */
@NullMarked
package io.nearline.cli.get;

import org.jspecify.annotations.NullMarked;
