package org.longji.entitlement;

import java.util.List;
import org.longji.plugin.api.Text;

/**
 * The answer to an imagined case.
 *
 * @param record what a decision on such a case would hold; it is stored nowhere
 * @param assumptions what was taken for granted because only a real case shows it
 * @param smallestChange what would have earned something, where this earns nothing
 */
public record Calculation(DecisionRecord record, List<Text> assumptions, SmallestChange smallestChange) {}
