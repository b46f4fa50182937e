/** What a definition means: the evaluation of features over actions in plain Java. */
@NullMarked
package io.nearline.features.evaluation;

import org.jspecify.annotations.NullMarked;
