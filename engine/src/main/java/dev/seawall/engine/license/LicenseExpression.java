package dev.seawall.engine.license;

import java.util.List;

/** What a package states of its licences: one, a choice, or several at once. */
public sealed interface LicenseExpression {
    /**
     * One licence.
     *
     * @param exception what is granted beyond it, as stated after WITH; empty where nothing is
     */
    record One(License license, String exception) implements LicenseExpression {
        /** SPDX id, with the exception where there is one. */
        public String label() {
            return exception.isEmpty() ? license.id() : license.id() + " WITH " + exception;
        }
    }

    /** The user may choose; at least one. */
    record AnyOf(List<LicenseExpression> choices) implements LicenseExpression {
        public AnyOf {
            choices = List.copyOf(choices);
        }
    }

    /** All apply; may be empty where nothing is stated. */
    record AllOf(List<LicenseExpression> parts) implements LicenseExpression {
        public AllOf {
            parts = List.copyOf(parts);
        }
    }
}
