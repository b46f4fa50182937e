@NullMarked
package io.nearline.features.source;

import org.jspecify.annotations.NullMarked;
