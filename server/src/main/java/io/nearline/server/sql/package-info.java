/**
 * Lookups in SQL: statements compiled once, into which each lookup writes its keys and instants.
 * The only place that quotes.
 */
@NullMarked
package io.nearline.server.sql;

import org.jspecify.annotations.NullMarked;
