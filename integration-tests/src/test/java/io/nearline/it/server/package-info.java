/** The server over real tables. */
@NullMarked
package io.nearline.it.server;

import org.jspecify.annotations.NullMarked;
