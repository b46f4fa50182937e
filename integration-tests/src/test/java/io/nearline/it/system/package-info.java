/** The sample as {@code ./nearline up} runs it: one system, which all tests here share. */
@NullMarked
package io.nearline.it.system;

import org.jspecify.annotations.NullMarked;
