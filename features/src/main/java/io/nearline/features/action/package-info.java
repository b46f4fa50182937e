/** The standard action: one thing that an actor did. */
@NullMarked
package io.nearline.features.action;

import org.jspecify.annotations.NullMarked;
