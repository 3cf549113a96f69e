package org.longji.entitlement;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.longji.plugin.api.Answer;
import org.longji.plugin.api.ApplicantFacts;
import org.longji.plugin.api.ContractType;
import org.longji.plugin.api.DealFacts;
import org.longji.plugin.api.Facts;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.PartyFacts;
import org.longji.plugin.api.ReceiptFacts;
import org.longji.plugin.api.YearFigures;

/** A case with one thing changed, and with whatever else that changes: no technology amount above its contract's, no year that does not add up. */
final class OtherFacts {

    private OtherFacts() {}

    /** The facts as another day governs them. */
    static Facts on(Facts f, LocalDate day) {
        return day.equals(f.governingDate()) ? f : f.governedOn(day);
    }

    static Facts receipts(Facts f, List<ReceiptFacts> receipts) {
        var sorted = receipts.stream()
                .sorted(Comparator.comparing(ReceiptFacts::receivedOn).thenComparing(ReceiptFacts::sequence))
                .toList();
        return f.withReceipts(sorted);
    }

    static Facts amounts(Facts f, Money gross, Money technology) {
        return f.withContract(f.contract().withAmounts(gross, technology));
    }

    static Facts days(Facts f, LocalDate signed, LocalDate registered) {
        return f.withContract(f.contract().withDays(signed, registered));
    }

    static Facts kinds(Facts f, ContractType type, String subtype) {
        return f.withContract(f.contract().withType(type, subtype));
    }

    static Facts answers(Facts f, Answer affiliated, Answer landed, Answer transferred) {
        return f.withContract(f.contract().withAnswers(affiliated, landed, transferred));
    }

    static Facts provider(Facts f, PartyFacts party) {
        return parties(f, party, f.recipient());
    }

    static Facts recipient(Facts f, PartyFacts party) {
        return parties(f, f.provider(), party);
    }

    /** The beneficiary's years stay the same party's. */
    static Facts parties(Facts f, PartyFacts provider, PartyFacts recipient) {
        var changed = f.withParties(provider, recipient);
        return f.applicant()
                .map(known -> {
                    var party = known.party().equals(f.provider())
                            ? provider
                            : known.party().equals(f.recipient()) ? recipient : known.party();
                    return changed.withApplicant(new ApplicantFacts(party, known.figures(), known.contracts()));
                })
                .orElse(changed);
    }

    static Facts applicantParty(Facts f, PartyFacts party) {
        return parties(f, party, party);
    }

    static Facts receivedInYear(Facts f, Money total) {
        var more = total.minus(f.receivedWithin(f.year()));
        for (int i = f.receipts().size() - 1; i >= 0; i--) {
            var receipt = f.receipts().get(i);
            if (receipt.receivedOn().getYear() == f.year()) {
                return receipt(
                        f,
                        receipt.sequence(),
                        receipt.receivedOn(),
                        receipt.received().plus(more));
            }
        }
        if (more.isZero()) {
            return f;
        }
        var day = f.governingDate().getYear() == f.year() ? f.governingDate() : LocalDate.of(f.year(), 12, 31);
        var receipts = new ArrayList<>(f.receipts());
        receipts.add(new ReceiptFacts(receipts.size() + 1, day, more));
        return receipts(f, receipts);
    }

    static ReceiptFacts receipt(Facts f, int sequence) {
        return f.receipts().stream()
                .filter(one -> one.sequence() == sequence)
                .findFirst()
                .orElseThrow();
    }

    static Facts receipt(Facts f, int sequence, LocalDate on, Money received) {
        return receipts(
                f,
                f.receipts().stream()
                        .map(one -> one.sequence() == sequence ? new ReceiptFacts(sequence, on, received) : one)
                        .toList());
    }

    static YearFigures figure(Facts f, int position) {
        return f.applicant().orElseThrow().figures().get(position);
    }

    static Facts figure(Facts f, int position, Function<YearFigures, YearFigures> change) {
        var known = f.applicant().orElseThrow();
        var figures = new ArrayList<>(known.figures());
        figures.set(position, change.apply(figures.get(position)));
        return f.withApplicant(new ApplicantFacts(known.party(), figures, known.contracts()));
    }

    static DealFacts deal(Facts f, int position) {
        return f.applicant().orElseThrow().contracts().get(position);
    }

    /** A contract of the year with another technology amount, and the year with it. */
    static Facts dealAmount(Facts f, int position, Money technology) {
        var known = f.applicant().orElseThrow();
        var deal = known.contracts().get(position);
        var before = deal.contract();
        var gross = before.contractAmount().max(technology);
        var deals = new ArrayList<>(known.contracts());
        deals.set(position, deal.withContract(before.withAmounts(gross, technology)));
        var figures = known.figures().stream()
                .map(y -> y.year() != f.year() || y.role() != deal.role()
                        ? y
                        : new YearFigures(
                                y.year(),
                                y.role(),
                                y.contracts(),
                                y.contractAmount().plus(gross.minus(before.contractAmount())),
                                y.technologyAmount().plus(technology.minus(before.technologyAmount())),
                                y.received()))
                .toList();
        return f.withApplicant(new ApplicantFacts(known.party(), figures, deals));
    }

    static Facts dealAnswer(Facts f, int position, Answer affiliated) {
        var known = f.applicant().orElseThrow();
        var deal = known.contracts().get(position);
        var before = deal.contract();
        var deals = new ArrayList<>(known.contracts());
        deals.set(
                position,
                deal.withContract(
                        before.withAnswers(affiliated, before.landedInProvince(), before.titleTransferred())));
        return f.withApplicant(new ApplicantFacts(known.party(), known.figures(), deals));
    }

    static Map<String, String> put(Map<String, String> values, String name, String value) {
        var changed = new LinkedHashMap<>(values);
        changed.put(name, value);
        return changed;
    }

    static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }
}
