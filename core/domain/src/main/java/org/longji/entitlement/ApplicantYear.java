package org.longji.entitlement;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.contract.ContractStatus;
import org.longji.plugin.api.ApplicantFacts;
import org.longji.plugin.api.DealFacts;
import org.longji.plugin.api.Facts;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.PartyFacts;
import org.longji.plugin.api.PriorSupport;
import org.longji.plugin.api.Role;
import org.longji.plugin.api.Side;
import org.longji.plugin.api.YearFigures;
import org.longji.shared.TenantScope;

/**
 * The year of an applicant under the measures of one tenant, counted over the contracts registered in that tenant and below it.
 *
 * @param name what the applicant is called
 * @param roles in which it has a contract that counts in the year
 * @param decided policies that decided on this year before
 * @param figures its years, as many as any measure of the tenant reads
 * @param contracts its contracts of the year, where a measure of the tenant reads them
 * @param ended set where no contract counts any more in the role that was decided
 */
record ApplicantYear(
        UUID id,
        int tenant,
        PartyFacts party,
        String name,
        int year,
        Set<Role> roles,
        Set<String> decided,
        List<YearFigures> figures,
        List<DealFacts> contracts,
        List<PriorSupport> priorSupport,
        Optional<ContractStatus> ended)
        implements Matter {

    /** The same applicant under the same tenant is the same in every year. */
    static UUID id(int tenant, String code) {
        return UUID.nameUUIDFromBytes((tenant + "|" + code).getBytes(StandardCharsets.UTF_8));
    }

    /** An applicant's year is whole on its last day, so that day governs it under every clock. */
    static LocalDate governingDate(int year) {
        return LocalDate.of(year, 12, 31);
    }

    /** The same year, where nothing it rested on is left, or another version answers. */
    ApplicantYear over() {
        return new ApplicantYear(
                id,
                tenant,
                party,
                name,
                year,
                roles,
                decided,
                figures,
                contracts,
                priorSupport,
                Optional.of(ContractStatus.CANCELLED));
    }

    /** The same year with other support of earlier years. */
    ApplicantYear with(List<PriorSupport> support) {
        return new ApplicantYear(
                id, tenant, party, name, year, roles, decided, figures, contracts, List.copyOf(support), ended);
    }

    @Override
    public int place() {
        return TenantScope.subtree(tenant).contains(party.division()) ? party.division() : tenant;
    }

    @Override
    public @Nullable String declaredProject() {
        return null;
    }

    /** One applicant under all tenants: relations between its awards look at it as a whole. */
    @Override
    public String project() {
        return "applicant:" + party.creditCode();
    }

    @Override
    public Facts facts(int ofYear, LocalDate governingDate) {
        return facts(new ApplicantFacts(party, figures, contracts), governingDate);
    }

    /** With what this measure reads of the applicant, and nothing more. */
    Facts facts(Terms terms, LocalDate governingDate) {
        int years = terms.handle().yearsOfFigures();
        return facts(
                new ApplicantFacts(
                        party,
                        figures.stream()
                                .filter(figure -> figure.year() > year - years)
                                .toList(),
                        terms.handle().readsYearContracts() ? contracts : List.of()),
                governingDate);
    }

    private Facts facts(ApplicantFacts applicant, LocalDate governingDate) {
        return Facts.ofApplicant(applicant, year, governingDate, priorSupport, Map.of());
    }

    @Override
    public String number() {
        return party.creditCode();
    }

    @Override
    public Money technologyAmount(Side side) {
        return Money.sum(of(side).map(YearFigures::technologyAmount).toList());
    }

    @Override
    public Money received(int ofYear, Side side) {
        return Money.sum(of(side).map(YearFigures::received).toList());
    }

    private java.util.stream.Stream<YearFigures> of(Side side) {
        var role = side == Side.PROVIDER ? Role.PROVIDER : Role.RECIPIENT;
        return figures.stream().filter(figure -> figure.year() == year && figure.role() == role);
    }
}
