/** Trust policy: which images may be used, who must have signed them, and how it is judged. */
@NullMarked
package dev.seawall.engine.trust.policy;

import org.jspecify.annotations.NullMarked;
