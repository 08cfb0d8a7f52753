/** Sigstore bundles: trusted root, certificates of Fulcio, entries of Rekor, envelopes and statements. */
@NullMarked
package dev.seawall.engine.trust.sigstore;

import org.jspecify.annotations.NullMarked;
