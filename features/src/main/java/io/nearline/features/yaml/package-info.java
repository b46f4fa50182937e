/**
 * Strict YAML: every node knows its file, line and path; unknown and duplicate keys are problems.
 */
@NullMarked
package io.nearline.features.yaml;

import org.jspecify.annotations.NullMarked;
