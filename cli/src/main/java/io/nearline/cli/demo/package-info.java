/** The whole system at work on generated events. */
@NullMarked
package io.nearline.cli.demo;

import org.jspecify.annotations.NullMarked;
