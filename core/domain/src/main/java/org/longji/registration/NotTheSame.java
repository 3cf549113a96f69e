package org.longji.registration;

import java.util.List;

/**
 * Why contracts about the same patents between the same parties are not one and the same.
 *
 * @param about their marks
 */
public record NotTheSame(List<String> about, String reason) {}
