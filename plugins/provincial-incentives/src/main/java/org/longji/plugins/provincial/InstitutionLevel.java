package org.longji.plugins.provincial;

/** At which level a technology-transfer institution is recognised (示范机构级别). */
public enum InstitutionLevel {
    /** 国家级. */
    NATIONAL,
    /** 省级. */
    PROVINCIAL,
    /** Neither. */
    NONE
}
