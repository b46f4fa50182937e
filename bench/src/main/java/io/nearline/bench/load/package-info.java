/** How callers call: each again once it is answered, or at a fixed rate. */
@NullMarked
package io.nearline.bench.load;

import org.jspecify.annotations.NullMarked;
