/** Licence files in images and projects. */
@NullMarked
package dev.seawall.engine.detect.license;

import org.jspecify.annotations.NullMarked;
