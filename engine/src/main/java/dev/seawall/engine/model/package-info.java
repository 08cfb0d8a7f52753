/** The words of Seawall as records and enums: no input or output, nothing but the JDK. */
@NullMarked
package dev.seawall.engine.model;

import org.jspecify.annotations.NullMarked;
