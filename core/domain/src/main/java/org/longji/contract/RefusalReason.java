package org.longji.contract;

/**
 * Why a contract was not registered.
 *
 * @param code the gate or test that failed, for example G9
 * @param text what the applicant can do about it, in the registrar's words
 */
public record RefusalReason(String code, String text) {}
