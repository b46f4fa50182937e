/** What differs between the rendered tables and the live ones, and how to make it not. */
@NullMarked
package io.nearline.schemas.plan;

import org.jspecify.annotations.NullMarked;
