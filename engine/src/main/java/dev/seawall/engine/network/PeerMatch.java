package dev.seawall.engine.network;

/** One entry of a rule's {@code from} or {@code to}. */
sealed interface PeerMatch {
    boolean matches(Workload workload);

    boolean matches(AddressBlock block);

    /** A rule without entries: everyone. */
    record Anyone() implements PeerMatch {
        @Override
        public boolean matches(Workload workload) {
            return true;
        }

        @Override
        public boolean matches(AddressBlock block) {
            return true;
        }
    }

    /** Pods by their labels in namespaces by theirs. */
    record Pods(Selector namespaces, Selector pods) implements PeerMatch {
        @Override
        public boolean matches(Workload workload) {
            return namespaces.matches(workload.namespaceLabels()) && pods.matches(workload.labels());
        }

        @Override
        public boolean matches(AddressBlock block) {
            return false;
        }
    }

    /** Pods by their labels in the policy's own namespace. */
    record PodsIn(String namespace, Selector pods) implements PeerMatch {
        @Override
        public boolean matches(Workload workload) {
            return namespace.equals(workload.namespace()) && pods.matches(workload.labels());
        }

        @Override
        public boolean matches(AddressBlock block) {
            return false;
        }
    }

    /** Addresses outside the cluster; pods are never selected by their addresses. */
    record Outside(Intervals addresses) implements PeerMatch {
        @Override
        public boolean matches(Workload workload) {
            return false;
        }

        @Override
        public boolean matches(AddressBlock block) {
            return addresses.contains(block.addresses());
        }
    }
}
