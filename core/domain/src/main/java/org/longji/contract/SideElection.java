package org.longji.contract;

import java.time.LocalDate;
import org.longji.plugin.api.Side;

/**
 * Which side of a project takes the support of a year (单方面支持).
 *
 * @param projectKey the declared project, else the contract's own id
 */
public record SideElection(String projectKey, int year, Side side, LocalDate electedOn) {}
