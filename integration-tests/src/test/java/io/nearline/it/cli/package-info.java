/** The launcher's commands against a whole system of its own. */
@NullMarked
package io.nearline.it.cli;

import org.jspecify.annotations.NullMarked;
