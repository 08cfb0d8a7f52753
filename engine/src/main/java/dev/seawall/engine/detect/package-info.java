/** Detectors: secrets, malware and risky files, found in visible and shadowed files alike. */
@NullMarked
package dev.seawall.engine.detect;

import org.jspecify.annotations.NullMarked;
