package org.longji.contract;

/** Whether a part of the price counts towards the technology amount. */
public enum PriceClass {
    /** 技术性: part of 技术交易额. */
    TECH,
    /** 非技术性: part of the contract amount alone. */
    NON_TECH
}
