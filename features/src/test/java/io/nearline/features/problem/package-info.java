@NullMarked
package io.nearline.features.problem;

import org.jspecify.annotations.NullMarked;
