/** The proof that ingest loses and doubles nothing, however often it is killed. */
@NullMarked
package io.nearline.cli.exactlyonce;

import org.jspecify.annotations.NullMarked;
