/** Licences: names and expressions read, texts recognised, terms judged by the user's policy. */
@NullMarked
package dev.seawall.engine.license;

import org.jspecify.annotations.NullMarked;
