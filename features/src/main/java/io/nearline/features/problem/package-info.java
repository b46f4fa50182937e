/**
 * What is wrong with a configuration: every problem with its place, its value and what was
 * expected.
 */
@NullMarked
package io.nearline.features.problem;

import org.jspecify.annotations.NullMarked;
