/** The whole of Nearline as child processes of this one, and where it listens. */
@NullMarked
package io.nearline.cli.system;

import org.jspecify.annotations.NullMarked;
