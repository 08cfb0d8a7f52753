package dev.seawall.engine.advisory;

import java.io.IOException;

/** Where a record lies in a store: canonical ecosystem and package, and the record's own id. */
record Posting(String ecosystem, String name, String id) {
    byte[] encode() {
        return new FieldWriter().text(ecosystem).text(name).text(id).done();
    }

    static Posting decode(byte[] bytes) throws IOException {
        FieldReader in = new FieldReader(bytes);
        return new Posting(in.text(), in.text(), in.text());
    }
}
