/** What ingest has committed: its account of what became of every event, and topics' records. */
@NullMarked
package io.nearline.cli.account;

import org.jspecify.annotations.NullMarked;
