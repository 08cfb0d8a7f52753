package dev.seawall.engine.network;

/** One entry of a rule's {@code from} or {@code to}. */
sealed interface PeerMatch {
    boolean matches(Workload workload);

    /** A rule without entries: everyone. */
    record Anyone() implements PeerMatch {
        @Override
        public boolean matches(Workload workload) {
            return true;
        }
    }

    /** Pods by their labels in namespaces by theirs. */
    record Pods(Selector namespaces, Selector pods) implements PeerMatch {
        @Override
        public boolean matches(Workload workload) {
            return namespaces.matches(workload.namespaceLabels()) && pods.matches(workload.labels());
        }
    }

    /** Pods by their labels in the policy's own namespace. */
    record PodsIn(String namespace, Selector pods) implements PeerMatch {
        @Override
        public boolean matches(Workload workload) {
            return namespace.equals(workload.namespace()) && pods.matches(workload.labels());
        }
    }

    /** Addresses outside the cluster; pods are never selected by their addresses. */
    record Outside(Intervals addresses) implements PeerMatch {
        @Override
        public boolean matches(Workload workload) {
            return false;
        }
    }
}
