/** The expressions of pipelines: CEL, checked at load, evaluated for each event. */
@NullMarked
package io.nearline.ingest.expression;

import org.jspecify.annotations.NullMarked;
