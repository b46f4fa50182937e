/**
 * The configuration directory: how commands are told which, and whether all that is in it holds.
 */
@NullMarked
package io.nearline.cli.configuration;

import org.jspecify.annotations.NullMarked;
