package org.longji.entitlement;

import java.util.List;
import java.util.Map;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Side;

/** What spans cases and must be remembered from one to the next: which side holds a project's year, and who took what of a cap. */
interface Ledger {

    /** The sides that hold these projects in the year, where one does. */
    Map<String, Side> elected(List<String> projects, int year);

    /** Gives the year of a project to the side of this case, unless somebody was faster; returns who holds it now. */
    Side elect(Case one, String project, int year);

    /** Takes up to what is wanted out of a cap, in place of what the same contract took in the same year before. */
    Money take(Case one, String scopeKey, int year, Money wanted, Money limit);

    /** The years of the beneficiaries, for the measures among these that read them. */
    YearFiguresOf years(List<InForce.Found> found, int year);
}
