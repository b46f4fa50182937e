@NullMarked
package io.nearline.schemas;

import org.jspecify.annotations.NullMarked;
