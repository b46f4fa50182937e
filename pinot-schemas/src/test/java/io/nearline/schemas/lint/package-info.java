@NullMarked
package io.nearline.schemas.lint;

import org.jspecify.annotations.NullMarked;
