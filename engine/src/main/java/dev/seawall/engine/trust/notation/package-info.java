/** Signatures of the Notary Project: envelopes in JWS and COSE, trust store and trust policy. */
@NullMarked
package dev.seawall.engine.trust.notation;

import org.jspecify.annotations.NullMarked;
