/** What is called: Pinot's broker, the feature server, and a server that does nothing. */
@NullMarked
package io.nearline.bench.target;

import org.jspecify.annotations.NullMarked;
