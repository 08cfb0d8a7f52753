/** Client of The Update Framework: how a trust root is renewed safely, from a folder that anybody may have written. */
@NullMarked
package dev.seawall.engine.trust.tuf;

import org.jspecify.annotations.NullMarked;
