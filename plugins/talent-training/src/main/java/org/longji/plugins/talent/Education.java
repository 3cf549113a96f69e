package org.longji.plugins.talent;

import org.longji.plugin.api.register.Choice;

/** Schooling, the lowest first. */
enum Education {
    /** Below college. */
    @Choice(zh = "中专、高中及以下", en = "secondary school or below", ru = "среднее или ниже")
    SECONDARY,
    /** 大专. */
    @Choice(zh = "大专", en = "junior college", ru = "среднее специальное")
    COLLEGE,
    /** 本科. */
    @Choice(zh = "本科", en = "bachelor", ru = "бакалавриат")
    BACHELOR,
    /** 硕士. */
    @Choice(zh = "硕士", en = "master", ru = "магистратура")
    MASTER,
    /** 博士. */
    @Choice(zh = "博士", en = "doctor", ru = "докторантура")
    DOCTOR;

    boolean isAtLeast(Education other) {
        return compareTo(other) >= 0;
    }
}
