/**
 * The actions that are measured with: generated, published, and known well enough to check answers.
 */
@NullMarked
package io.nearline.bench.data;

import org.jspecify.annotations.NullMarked;
