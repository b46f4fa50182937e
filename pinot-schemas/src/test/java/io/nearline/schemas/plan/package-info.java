@NullMarked
package io.nearline.schemas.plan;

import org.jspecify.annotations.NullMarked;
