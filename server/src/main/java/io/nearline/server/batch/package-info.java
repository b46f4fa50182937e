/**
 * Calls and lookups on their way to Pinot: calls of concurrent callers put together, their lookups
 * chunked, split where an answer may be cut off.
 */
@NullMarked
package io.nearline.server.batch;

import org.jspecify.annotations.NullMarked;
