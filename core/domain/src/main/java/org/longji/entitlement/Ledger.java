package org.longji.entitlement;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Side;

/**
 * What spans cases: which side holds a project's year and who took what of a cap, remembered from one to the next; and what
 * beneficiaries traded.
 */
interface Ledger {

    /** The years of the beneficiaries, for the measures that read them. */
    YearFiguresOf figures(List<Case.Wanted> wanted, int year);

    /** The amounts approved for these cases inside intervals that rules leave open. */
    DeterminedAmounts determined(List<Case.Wanted> wanted, int year);

    /** The sides that hold these projects in the year, where one does. */
    Map<String, Side> elected(List<String> projects, int year);

    /** Gives the year of a project to the side of this case, unless somebody was faster; returns who holds it now. */
    Side elect(Case one, String project, int year);

    /** The contracts of these cases are decided in the year: what they ask of pools is said anew. */
    void begin(List<Case> cases, int year);

    /** What the pool of the case gave it when it was shared out last; empty while it was not. */
    Optional<PoolBook.Grant> fromPool(Case one, Money wanted);

    /** Everything is decided. */
    void finish();

    /** Takes up to what is wanted out of a cap, in place of what the same contract took in the same year before. */
    Money take(Case one, String scopeKey, int year, Money wanted, Money limit);
}
