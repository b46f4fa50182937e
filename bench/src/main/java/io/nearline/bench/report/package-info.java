/** What is told in the end: a table, JSON, and a page with curves. */
@NullMarked
package io.nearline.bench.report;

import org.jspecify.annotations.NullMarked;
