package dev.seawall.engine.check.rbac;

import dev.seawall.engine.check.tree.SourceMap;

/** Whom a binding names. The namespace is empty for users and groups. */
record Subject(String kind, String namespace, String name) implements Comparable<Subject> {
    /** @param bindingNamespace where a service account lives that names no namespace */
    static Subject of(SourceMap map, String bindingNamespace) {
        String kind = map.text("kind");
        String stated = map.text("namespace");
        boolean account = kind.equals("ServiceAccount");
        return new Subject(kind, account ? (stated.isEmpty() ? bindingNamespace : stated) : "", map.text("name"));
    }

    static Subject account(String namespace, String name) {
        return new Subject("ServiceAccount", namespace, name);
    }

    boolean isAccount() {
        return kind.equals("ServiceAccount");
    }

    /** Parts of Kubernetes itself; what everybody or nobody is counts as somebody. */
    boolean isBuiltIn() {
        return name.startsWith("system:")
                && !name.equals("system:authenticated")
                && !name.equals("system:unauthenticated")
                && !name.equals("system:anonymous")
                && !name.startsWith("system:serviceaccounts");
    }

    @Override
    public int compareTo(Subject other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return kind + " " + (namespace.isEmpty() ? "" : namespace + "/") + name;
    }
}
