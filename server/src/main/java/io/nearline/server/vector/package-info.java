/** Rows of answers made values, in the order of the request. */
@NullMarked
package io.nearline.server.vector;

import org.jspecify.annotations.NullMarked;
