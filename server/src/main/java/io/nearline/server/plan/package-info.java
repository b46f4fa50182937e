/**
 * Names bound to definitions, and how each gets its value, decided at load. From here on nothing is
 * unbound.
 */
@NullMarked
package io.nearline.server.plan;

import org.jspecify.annotations.NullMarked;
