package dev.seawall.engine.ecosystem.rpmdb;

import java.io.IOException;

/** Takes the packages of a database, one header at a time. */
interface RecordSink {
    void header(byte[] blob) throws IOException;
}
