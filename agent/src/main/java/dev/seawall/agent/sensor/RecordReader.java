package dev.seawall.agent.sensor;

/** Who is given records. */
public interface RecordReader {
    /** One record, good during the call only. */
    void read(RawRecord record);
}
