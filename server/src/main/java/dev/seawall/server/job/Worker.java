package dev.seawall.server.job;

/** Does one kind of job. */
public interface Worker {
    /** As {@link Job#kind} names it. */
    String kind();

    /**
     * Does the job, from its checkpoint on. Whatever is done twice after a crash must do no harm.
     *
     * @throws Exception the job is tried again later, up to its bound
     */
    void run(Job job, Progress progress) throws Exception;

    /** How a worker says how far it is. */
    interface Progress {
        /**
         * Notes progress and the place to go on from.
         *
         * @throws StoppedException where the job is cancelled or another worker has it: the worker just leaves
         */
        void at(long done, long total, String checkpoint, String message) throws StoppedException;
    }

    /** A job that must not go on. */
    final class StoppedException extends Exception {
        private static final long serialVersionUID = 1L;

        StoppedException() {
            super("the job is to stop");
        }
    }
}
