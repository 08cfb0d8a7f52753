package dev.seawall.engine.check.dockerfile;

import java.util.List;
import java.util.Map;

/**
 * An instruction with what holds where it stands.
 *
 * @param instruction the instruction; the words of COPY, ADD, USER, WORKDIR, EXPOSE, VOLUME and STOPSIGNAL have their
 *     variables replaced and quotes removed
 * @param pairs names and values of ENV, LABEL and ARG
 * @param environment the environment set so far, also by ONBUILD for triggers
 * @param variables arguments with known values and the environment
 * @param workdir the working folder as far as the file sets it, else empty
 * @param user the user as far as the file sets it, else empty
 * @param shell the words of SHELL, else empty
 */
record Step(
        Instruction instruction,
        List<Pair> pairs,
        Map<String, String> environment,
        Map<String, String> variables,
        String workdir,
        String user,
        List<String> shell) {}
