/**
 * The expressions of derived features: parsed as CEL, bound to the features that they read with all
 * types checked, evaluated over those features' values.
 */
@NullMarked
package io.nearline.features.expression;

import org.jspecify.annotations.NullMarked;
