@NullMarked
package io.nearline.features.evaluation;

import org.jspecify.annotations.NullMarked;
