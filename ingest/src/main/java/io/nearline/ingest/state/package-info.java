/** How stores on disk are set up. */
@NullMarked
package io.nearline.ingest.state;

import org.jspecify.annotations.NullMarked;
