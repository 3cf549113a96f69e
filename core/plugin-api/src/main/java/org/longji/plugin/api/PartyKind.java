package org.longji.plugin.api;

import org.apiguardian.api.API;

/** What a party of a contract is. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum PartyKind {
    /** Enterprise (企业). */
    ENTERPRISE,
    /** University or college (高等院校). */
    UNIVERSITY,
    /** Research institute (科研院所). */
    RESEARCH_INSTITUTE,
    /** New-type research and development institution (新型研发机构). */
    NEW_TYPE_RND,
    /** Body of government (机关). */
    GOVERNMENT,
    /** Medical institution (医疗卫生机构). */
    MEDICAL,
    /** Other public institution (其他事业单位). */
    OTHER_INSTITUTION,
    /** Social organisation (社会团体). */
    SOCIAL_ORGANIZATION,
    /** Natural person (自然人). */
    INDIVIDUAL,
    /** Party from outside mainland China (境外). */
    OVERSEAS
}
