/** The local stack as integration tests use it. */
@NullMarked
package io.nearline.it.stack;

import org.jspecify.annotations.NullMarked;
