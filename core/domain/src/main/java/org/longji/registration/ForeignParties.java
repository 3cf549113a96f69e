package org.longji.registration;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.lang.Character.UnicodeScript;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.longji.contract.ContractDetails;
import org.longji.contract.ContractParty;
import org.longji.contract.Contracts;
import org.longji.plugin.api.PartyKind;
import org.longji.plugin.api.Text;
import org.longji.plugin.api.screening.ScreeningSubject;
import org.longji.plugin.api.screening.ScreeningSubject.Party;
import org.longji.plugin.api.screening.ScreeningSubject.Technology;
import org.longji.screening.Screenings;
import org.longji.screening.Standing;
import org.longji.screening.Subject;
import org.longji.shared.Caller;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/**
 * A contract with a party abroad is screened when it is accepted and again when it is registered, if anything changed; while a find is
 * open or confirmed it is not registered. Contracts within the country are not looked at.
 */
@Dependent
class ForeignParties {

    private static final String CHINA = "CHN";
    private static final String UNKNOWN = "ZZZ";

    private final Transactions transactions;
    private final Screenings screenings;

    @Inject
    ForeignParties(Transactions transactions, Screenings screenings) {
        this.transactions = transactions;
        this.screenings = screenings;
    }

    /** Screens the contract if a party of it sits abroad. */
    void screen(Caller caller, int tenant, UUID id) {
        transactions
                .within(TenantScope.exactly(tenant), em -> subject(em, id))
                .ifPresent(subject -> screenings.of(caller, tenant, subject));
    }

    /** @throws ProblemException SCREENING_HOLDS_BACK while something found in the contract is open or confirmed */
    static void expectPassed(EntityManager em, int tenant, UUID id) {
        var standing = Screenings.standing(em, tenant, ScreeningSubject.Kind.CONTRACT, id.toString());
        if (!standing.mayCross()) {
            throw new ProblemException(
                    Problem.SCREENING_HOLDS_BACK,
                    Map.of(
                            "standing",
                            standing == Standing.OPEN ? new Text("待处置", "open") : new Text("已确认命中", "confirmed")));
        }
    }

    private static Optional<Subject> subject(EntityManager em, UUID id) {
        var contract = Contracts.details(em, Contracts.found(em, id));
        var countries = countries(em, contract);
        var provider = party(contract.provider(), countries);
        var recipient = party(contract.recipient(), countries);
        if (provider.country().equals(CHINA) && recipient.country().equals(CHINA)) {
            return Optional.empty();
        }
        var codes = new TreeSet<String>();
        Stream.of(contract.ipClass(), contract.technologyField())
                .flatMap(code -> Stream.ofNullable(code))
                .forEach(codes::add);
        return Optional.of(Subject.contract(
                id,
                new ScreeningSubject(
                        ScreeningSubject.Kind.CONTRACT,
                        List.of(provider, recipient),
                        new Technology(
                                contract.title(),
                                String.join(
                                        "\n", contract.particulars().fields().values()),
                                codes),
                        recipient.country(),
                        contract.signedOn())));
    }

    private static Map<UUID, String> countries(EntityManager em, ContractDetails contract) {
        var found = new LinkedHashMap<UUID, String>();
        Sql.query(
                        em,
                        "select id, country from organization where id = any (?)",
                        row -> Map.entry(row.uuid("id"), row.text("country")),
                        (Object) new UUID[] {
                            contract.provider().organizationId(),
                            contract.recipient().organizationId()
                        })
                .forEach(one -> found.put(one.getKey(), one.getValue()));
        return found;
    }

    private static Party party(ContractParty party, Map<UUID, String> countries) {
        var recorded = countries.getOrDefault(party.organizationId(), UNKNOWN);
        var country = party.kind() == PartyKind.OVERSEAS && recorded.equals(CHINA) ? UNKNOWN : recorded;
        var name = Optional.of(party.name());
        if (has(party.name(), UnicodeScript.HAN)) {
            return new Party(name, Optional.empty(), Optional.empty(), country);
        }
        return has(party.name(), UnicodeScript.CYRILLIC)
                ? new Party(Optional.empty(), name, Optional.empty(), country)
                : new Party(Optional.empty(), Optional.empty(), name, country);
    }

    private static boolean has(String name, UnicodeScript script) {
        return name.codePoints().anyMatch(letter -> UnicodeScript.of(letter) == script);
    }
}
