package dev.seawall.engine.network;

import dev.seawall.engine.model.SeawallException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;

/** The forms in which an analysis can be written. */
public enum NetworkFormat {
    /** Aligned columns for people. */
    TABLE {
        @Override
        public void write(NetworkAnalysis analysis, OutputStream out) throws IOException {
            NetworkTable.write(analysis, out);
        }
    },
    /** {@code {"connections":[{"from","to","ports"}]}}. */
    JSON {
        @Override
        public void write(NetworkAnalysis analysis, OutputStream out) throws IOException {
            NetworkJson.write(analysis, out);
        }
    },
    /** A graph for Graphviz, namespaces as frames. */
    DOT {
        @Override
        public void write(NetworkAnalysis analysis, OutputStream out) throws IOException {
            NetworkDot.write(analysis, out);
        }
    },
    /** One page with a graph to explore. */
    HTML {
        @Override
        public void write(NetworkAnalysis analysis, OutputStream out) throws IOException {
            NetworkHtml.write(analysis, out);
        }
    };

    /**
     * The format of that name.
     *
     * @throws SeawallException where there is none
     */
    public static NetworkFormat of(String name) {
        return Arrays.stream(values())
                .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new SeawallException(
                        "write the network as " + name, "there is no such format", "Use table, json, dot or html"));
    }

    /** Writes the analysis as UTF-8; the stream stays open. */
    public abstract void write(NetworkAnalysis analysis, OutputStream out) throws IOException;
}
