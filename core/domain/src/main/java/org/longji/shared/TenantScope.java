package org.longji.shared;

import java.util.Optional;

/**
 * The range of division codes one transaction may see, and, for an applicant, the party it is narrowed to.
 * The database enforces it (row-level security); code that carries a scope only says which one it wants.
 *
 * @param low first division code of the range, inclusive
 * @param high last division code of the range, inclusive
 * @param party 统一社会信用代码 an applicant acts for; empty for officers
 */
public record TenantScope(int low, int high, Optional<String> party) {

    /** All tenants, for work that is done for nobody in particular. */
    public static final TenantScope EVERYWHERE = new TenantScope(100_000, 999_999, Optional.empty());

    public TenantScope {
        if (low > high) {
            throw new IllegalArgumentException(
                    "A scope runs from a lower to a higher code, not from " + low + " to " + high);
        }
    }

    /** The division and everything below it: 230000 → 230000…239999, 230100 → 230100…230199, a county → itself. */
    public static TenantScope subtree(int code) {
        return new TenantScope(code, upperCode(code), Optional.empty());
    }

    /** The division alone, without what lies below it. */
    public static TenantScope exactly(int code) {
        return new TenantScope(code, code, Optional.empty());
    }

    /** The same range, narrowed to the contracts this party has a part in. */
    public TenantScope asParty(String creditCode) {
        return new TenantScope(low, high, Optional.of(creditCode));
    }

    public boolean contains(int code) {
        return low <= code && code <= high;
    }

    /** Last code of the subtree that begins with {@code code} (GB/T 2260: two digits each for province, prefecture, county). */
    public static int upperCode(int code) {
        if (code % 10_000 == 0) {
            return code + 9_999;
        }
        return code % 100 == 0 ? code + 99 : code;
    }
}
