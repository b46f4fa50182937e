/** Definitions that change while the server runs. */
@NullMarked
package io.nearline.server.reload;

import org.jspecify.annotations.NullMarked;
