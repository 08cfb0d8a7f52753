/** JSON, YAML, TOML and XML readers with limits against hostile input. */
@NullMarked
package dev.seawall.engine.format;

import org.jspecify.annotations.NullMarked;
