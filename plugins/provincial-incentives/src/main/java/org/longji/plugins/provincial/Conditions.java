package org.longji.plugins.provincial;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.longji.plugin.api.Answer;
import org.longji.plugin.api.ApplicantFacts;
import org.longji.plugin.api.Assessment;
import org.longji.plugin.api.ContractType;
import org.longji.plugin.api.Facts;
import org.longji.plugin.api.Jurisdiction;
import org.longji.plugin.api.LegalBasis;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.NeedsJudgement;
import org.longji.plugin.api.NotEntitled;
import org.longji.plugin.api.PartyFacts;
import org.longji.plugin.api.PartyKind;
import org.longji.plugin.api.PriorSupport;
import org.longji.plugin.api.Question;
import org.longji.plugin.api.Reason;
import org.longji.plugin.api.Side;
import org.longji.plugin.api.Text;

/**
 * The conditions of one policy held against one contract.
 *
 * <p>All are looked at, so that a refusal lists everything that failed. An answer nobody has given becomes a question, and
 * questions matter only if nothing has failed already: there is no use in asking about a contract that is out anyway.
 */
final class Conditions {

    private final Facts facts;
    private final List<Reason> reasons = new ArrayList<>();
    private final List<Question> questions = new ArrayList<>();

    Conditions(Facts facts) {
        this.facts = facts;
    }

    void inForce(LocalDate from, Optional<LocalDate> until, LegalBasis basis) {
        LocalDate date = facts.governingDate();
        if (date.isBefore(from) || until.filter(date::isAfter).isPresent()) {
            reasons.add(Reason.notInForce(date, from, until, basis));
        }
    }

    void inside(Side side, int division, LegalBasis basis) {
        Jurisdiction jurisdiction = Jurisdiction.of(division);
        int actual = facts.party(side).division();
        if (!jurisdiction.contains(actual)) {
            reasons.add(Reason.outsideJurisdiction(side, actual, jurisdiction, basis));
        }
    }

    void applicantInside(int division, LegalBasis basis) {
        Jurisdiction jurisdiction = Jurisdiction.of(division);
        int actual = applicant().division();
        if (!jurisdiction.contains(actual)) {
            refuse(
                    "APPLICANT_OUTSIDE_JURISDICTION",
                    new Text(
                            "申请人登记地(%s)不在行政区划代码 %d 至 %d 的范围内。"
                                    .formatted(actual == 0 ? "境外或未知" : actual, jurisdiction.low(), jurisdiction.high()),
                            "The applicant is registered in %s, outside divisions %d to %d."
                                    .formatted(
                                            actual == 0 ? "an unknown or foreign place" : actual,
                                            jurisdiction.low(),
                                            jurisdiction.high())),
                    Integer.toString(actual),
                    jurisdiction.low() + ".." + jurisdiction.high(),
                    Optional.empty(),
                    basis);
        }
    }

    void applicantKind(Set<PartyKind> allowed, LegalBasis basis) {
        PartyKind actual = applicant().kind();
        if (!allowed.contains(actual)) {
            refuse(
                    "APPLICANT_KIND_NOT_COVERED",
                    new Text(
                            "申请单位的性质不在本条款适用范围内。",
                            "The applicant is of kind " + actual + "; the clause covers " + new TreeSet<>(allowed)
                                    + " only."),
                    actual.name(),
                    new TreeSet<>(allowed).toString(),
                    Optional.empty(),
                    basis);
        }
    }

    /** Somebody who claims stands on both sides of an empty contract. */
    private PartyFacts applicant() {
        return facts.applicant().map(ApplicantFacts::party).orElseGet(facts::provider);
    }

    void refuse(String code, Text message, String actual, String required, Optional<String> missing, LegalBasis basis) {
        reasons.add(new Reason(code, message, actual, required, missing, basis));
    }

    void ask(Question question) {
        questions.add(question);
    }

    void kind(Side side, Set<PartyKind> allowed, LegalBasis basis) {
        PartyKind actual = facts.party(side).kind();
        if (!allowed.contains(actual)) {
            reasons.add(Reason.partyKindNotCovered(side, actual, allowed, basis));
        }
    }

    void contractType(Set<ContractType> allowed, LegalBasis basis) {
        ContractType actual = facts.contract().type();
        if (!allowed.contains(actual)) {
            reasons.add(Reason.contractTypeNotCovered(actual, allowed, basis));
        }
    }

    void registeredWithinYear(LegalBasis basis) {
        LocalDate registered = facts.contract().registeredOn();
        if (registered.getYear() != facts.year()) {
            reasons.add(new Reason(
                    "REGISTERED_IN_ANOTHER_YEAR",
                    new Text(
                            "合同登记日期为 %s,不在申报年度 %d 年内。".formatted(registered, facts.year()),
                            "The contract was registered on %s, not within the year assessed, %d."
                                    .formatted(registered, facts.year())),
                    registered.toString(),
                    Integer.toString(facts.year()),
                    Optional.empty(),
                    basis));
        }
    }

    void threshold(Money actual, Money threshold, LegalBasis basis) {
        if (!actual.isAtLeast(threshold)) {
            reasons.add(Reason.belowThreshold(actual, threshold, basis));
        }
    }

    void somethingReceived(Money received, LegalBasis basis) {
        if (!received.isPositive()) {
            reasons.add(new Reason(
                    "NOTHING_RECEIVED_IN_YEAR",
                    new Text(
                            "%d年扣除退款后没有到账金额（%s 元），没有可计算的基数。".formatted(facts.year(), received.grouped()),
                            "Nothing arrived in %d after refunds (CNY %s), so there is no base to calculate from."
                                    .formatted(facts.year(), received.grouped())),
                    received.toString(),
                    "> " + Money.ZERO,
                    Optional.empty(),
                    basis));
        }
    }

    void notAffiliated(LegalBasis basis) {
        require(
                facts.contract().affiliatedParties(),
                Answer.NO,
                () -> Reason.answeredOtherwise(
                        "AFFILIATED_PARTIES",
                        new Text("买卖双方存在隶属或关联关系。", "The parties depend on or are affiliated with each other."),
                        Answer.YES,
                        Answer.NO,
                        basis),
                () -> new Question(
                        "AFFILIATED_PARTIES",
                        new Text(
                                "买卖双方是否存在隶属或关联关系?", "Do the parties depend on or are they affiliated with each other?"),
                        basis));
    }

    void landed(LegalBasis basis) {
        require(
                facts.contract().landedInProvince(),
                Answer.YES,
                () -> Reason.answeredOtherwise(
                        "NOT_LANDED_IN_PROVINCE",
                        new Text("成果未在省内落地转化。", "The result was not put to use in the province."),
                        Answer.NO,
                        Answer.YES,
                        basis),
                () -> new Question(
                        "LANDED_IN_PROVINCE",
                        new Text("成果是否已在省内落地转化?", "Was the result put to use in the province?"),
                        basis));
    }

    void titleTransferred(LegalBasis basis) {
        require(
                facts.contract().titleTransferred(),
                Answer.YES,
                () -> Reason.answeredOtherwise(
                        "TITLE_NOT_TRANSFERRED",
                        new Text(
                                "知识产权未在国家主管部门办理权属变更。",
                                "Title of the intellectual property was not transferred at the national authority."),
                        Answer.NO,
                        Answer.YES,
                        basis),
                () -> new Question(
                        "TITLE_TRANSFERRED",
                        new Text(
                                "知识产权是否已在国家主管部门办理权属变更?",
                                "Was title of the intellectual property transferred at the national authority?"),
                        basis));
    }

    /** Only earlier years count: within one year the order in which policies are asked must not matter. */
    void noEarlierSupport(LegalBasis basis) {
        if (facts.priorSupport().isEmpty()) {
            return;
        }
        List<PriorSupport> earlier = facts.priorSupport().stream()
                .filter(support ->
                        support.year() < facts.year() && support.granted().isPositive())
                .toList();
        if (!earlier.isEmpty()) {
            Money granted =
                    Money.sum(earlier.stream().map(PriorSupport::granted).toList());
            reasons.add(new Reason(
                    "EARLIER_PROVINCIAL_SUPPORT",
                    new Text(
                            "该合同以前年度已享受省级财政补助 %s 元。".formatted(granted.grouped()),
                            "The contract was already granted CNY %s of provincial support for an earlier year."
                                    .formatted(granted.grouped())),
                    granted.toString(),
                    Money.ZERO.toString(),
                    Optional.empty(),
                    basis));
        }
    }

    /** Gives the refusal or the questions; the caller goes on to calculate only if there is neither. */
    Optional<Assessment> verdict() {
        if (!reasons.isEmpty()) {
            return Optional.of(new NotEntitled(reasons));
        }
        return questions.isEmpty() ? Optional.empty() : Optional.of(new NeedsJudgement(questions));
    }

    private void require(Answer actual, Answer required, Supplier<Reason> otherwise, Supplier<Question> question) {
        if (actual == Answer.UNKNOWN) {
            questions.add(question.get());
        } else if (actual != required) {
            reasons.add(otherwise.get());
        }
    }
}
