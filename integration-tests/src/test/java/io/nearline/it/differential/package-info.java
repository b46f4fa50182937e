/**
 * One set of definitions asked of servers of every strategy, and each answer held against the
 * reference evaluator's.
 */
@NullMarked
package io.nearline.it.differential;

import org.jspecify.annotations.NullMarked;
