/**
 * Conditions over actions: CEL text, checked against the declared attributes and translated to an
 * own small tree that both Java and SQL can mean.
 */
@NullMarked
package io.nearline.features.condition;

import org.jspecify.annotations.NullMarked;
