/** The processes that are measured, all on this machine. */
@NullMarked
package io.nearline.bench.system;

import org.jspecify.annotations.NullMarked;
