package dev.seawall.engine.posture;

import dev.seawall.engine.model.Practice;

/**
 * One thing that speaks for or against a practice.
 *
 * @param source where it comes from, for example the name of a scanned image
 * @param holds true where the practice is met there
 * @param count how many findings or checks stand behind it
 * @param weight of the worst: 4 critical, 3 high, 2 medium, 1 low, 0 unknown or nothing
 * @param text one line
 * @param step what mends it; empty where it holds
 */
public record Evidence(
        Practice practice, String source, boolean holds, long count, int weight, String text, String step) {}
