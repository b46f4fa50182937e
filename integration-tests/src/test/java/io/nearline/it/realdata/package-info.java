/**
 * Two public data sets of real actions, through the whole system, against the reference evaluator
 * and DuckDB.
 */
@NullMarked
package io.nearline.it.realdata;

import org.jspecify.annotations.NullMarked;
