package dev.seawall.engine.model;

/** The source package a distribution built a binary package from; advisories of distributions name it. */
public record SourcePackage(String name, String version) {}
