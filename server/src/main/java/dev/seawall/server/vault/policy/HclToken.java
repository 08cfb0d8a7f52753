package dev.seawall.server.vault.policy;

/** A piece of an HCL text; for a string its value, without quotes. */
record HclToken(Kind kind, String text, int line, int column) {
    enum Kind {
        WORD,
        STRING,
        NUMBER,
        SIGN,
        END
    }

    boolean is(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }
}
