/** Lookups on their way to Pinot: chunked, split where an answer may be cut off, put together. */
@NullMarked
package io.nearline.server.batch;

import org.jspecify.annotations.NullMarked;
