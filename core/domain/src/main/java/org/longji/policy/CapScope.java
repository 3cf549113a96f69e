package org.longji.policy;

import java.util.UUID;

/** Over what a cap counts. The plan of 2017 does not say it outright: the scope is data with a source, not code. */
public enum CapScope {
    /** Every contract of the project in one year together. */
    PROJECT_YEAR,
    /** Everything one beneficiary gets in one year. */
    APPLICANT_YEAR,
    /** Everything one beneficiary ever gets. */
    APPLICANT_LIFETIME,
    /** Every contract of the project over all years. */
    PROJECT_LIFETIME,
    /** The single contract in one year: what the rule itself keeps. */
    CONTRACT,
    /** The single contract over all years. */
    CONTRACT_LIFETIME;

    /** The key under which claims on the cap are added up. */
    public String key(String project, String beneficiary, UUID contract, int year) {
        return switch (this) {
            case PROJECT_YEAR -> "project:" + project + "|" + year;
            case APPLICANT_YEAR -> "applicant:" + beneficiary + "|" + year;
            case APPLICANT_LIFETIME -> "applicant:" + beneficiary;
            case PROJECT_LIFETIME -> "project:" + project;
            case CONTRACT -> "contract:" + contract + "|" + year;
            case CONTRACT_LIFETIME -> "contract:" + contract;
        };
    }
}
