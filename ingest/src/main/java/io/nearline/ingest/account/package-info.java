/** The account of what became of each event, kept inside the transactions. */
@NullMarked
package io.nearline.ingest.account;

import org.jspecify.annotations.NullMarked;
