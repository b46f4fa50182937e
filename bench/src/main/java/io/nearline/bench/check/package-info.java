/** Whether answers are right. */
@NullMarked
package io.nearline.bench.check;

import org.jspecify.annotations.NullMarked;
