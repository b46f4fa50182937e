@NullMarked
package io.nearline.features.definition;

import org.jspecify.annotations.NullMarked;
