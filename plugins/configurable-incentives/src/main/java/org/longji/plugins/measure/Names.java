package org.longji.plugins.measure;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Role;
import org.longji.plugin.api.Subject;

/** What a formula may speak of: the measure's own names, and notes on what it turned out to need. */
final class Names {

    final Map<String, Expr> parameters = new LinkedHashMap<>();
    final Map<String, Expr> inputs = new LinkedHashMap<>();
    final Map<String, Expr> figures = new LinkedHashMap<>();
    final TreeSet<String> figuresOfDeals = new TreeSet<>();
    final TreeSet<String> used = new TreeSet<>();
    final String policyId;
    Subject subject = Subject.CONTRACT;
    Role role = Role.PROVIDER;
    /** Whether the formula looks at one contract among several. */
    boolean inDeal;
    /** The role in which those contracts are looked at, where it is not the paid one. */
    @Nullable
    Role dealRole;
    /** Whether the formula turned out to read the contract. */
    boolean sawContract;
    /** Calendar years of figures that are read, the year assessed included. */
    int years;

    boolean yearContracts;

    Names(String policyId) {
        this.policyId = policyId;
    }

    /** The role in which the formula sees its contract. */
    Role side() {
        Role other = dealRole;
        return inDeal && other != null ? other : role;
    }

    void readsYear(int offset) {
        years = Math.max(years, 1 - offset);
    }

    void readsContract(String name) {
        sawContract = true;
        if (subject == Subject.APPLICANT_YEAR && !inDeal) {
            throw new Fault(
                    "“" + name + "”是单份合同的事实；申请人年度的措施须在 perContract、sumOf 或 countOf 中使用。",
                    "'" + name
                            + "' belongs to one contract; a measure of a whole year uses it inside perContract, sumOf or countOf");
        }
    }

    /** {@code keyField} as {@code KEY_FIELD}. */
    static String constant(String name) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isUpperCase(c) && i > 0 && !Character.isUpperCase(name.charAt(i - 1))) {
                text.append('_');
            }
            text.append(c);
        }
        return text.toString().toUpperCase(Locale.ROOT);
    }

    /** {@code keyField} as {@code Key field}, for a label nobody has written in English. */
    static String words(String name) {
        String lower = constant(name).replace('_', ' ').toLowerCase(Locale.ROOT);
        return lower.isEmpty() ? name : Character.toUpperCase(lower.charAt(0)) + lower.substring(1);
    }
}
