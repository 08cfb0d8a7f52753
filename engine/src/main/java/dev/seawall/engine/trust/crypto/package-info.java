/** Keys, certificates, timestamps and strict readers that every kind of signature rests on. */
@NullMarked
package dev.seawall.engine.trust.crypto;

import org.jspecify.annotations.NullMarked;
