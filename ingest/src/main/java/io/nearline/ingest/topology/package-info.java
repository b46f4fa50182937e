/** The topology: the steps composed, their stores, and what crosses a re-keying topic. */
@NullMarked
package io.nearline.ingest.topology;

import org.jspecify.annotations.NullMarked;
