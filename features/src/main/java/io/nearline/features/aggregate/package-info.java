/**
 * The aggregates of the language: one class each, which holds its meaning, its result type, and
 * what a database may compute in its place.
 */
@NullMarked
package io.nearline.features.aggregate;

import org.jspecify.annotations.NullMarked;
