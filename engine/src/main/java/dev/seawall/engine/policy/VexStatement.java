package dev.seawall.engine.policy;

import dev.seawall.engine.model.Purl;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a supplier says of one vulnerability in some products.
 *
 * @param source file it came from
 * @param ids every name of the vulnerability
 * @param products what it is said of; empty for whatever the document comes with
 * @param status what is said
 * @param justification why it is not affected, in the words of the document; may be empty
 */
public record VexStatement(
        String source, Set<String> ids, List<Product> products, Status status, String justification) {
    public VexStatement {
        ids = Set.copyOf(ids);
        products = List.copyOf(products);
    }

    /** The four answers all VEX formats share, from best to worst. */
    public enum Status {
        NOT_AFFECTED,
        FIXED,
        UNDER_INVESTIGATION,
        AFFECTED
    }

    /**
     * A product, whole or some parts of it.
     *
     * @param purl of the product, or null where it is named otherwise
     * @param name as the document has it, for warnings
     * @param parts packages inside it; empty means the product itself
     */
    public record Product(@Nullable Purl purl, String name, List<Purl> parts) {
        public Product {
            parts = List.copyOf(parts);
        }
    }
}
