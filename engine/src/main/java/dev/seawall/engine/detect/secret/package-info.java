/**
 * Secrets in files: rules as data, found by their keywords in one pass, judged by shape, entropy and checksum. Front
 * door: {@link dev.seawall.engine.detect.secret.SecretScan}.
 */
@NullMarked
package dev.seawall.engine.detect.secret;

import org.jspecify.annotations.NullMarked;
