package dev.seawall.engine.model;

/** Whether a package is needed to run, or only to develop and test. */
public enum Scope {
    PROD,
    DEV
}
