package org.longji.registration;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.ContractType;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Text;
import org.longji.shared.WorkingDays;

/**
 * The rules a filing is examined by: its periods, when experts are heard, and the questions of the examination. Which one
 * governs follows from the day of submission; figures that the sources leave open are marked {@code uncertain} and are the
 * tenants' to set.
 *
 * @param tenant whose figures these are: the nearest one up the tree
 * @param document the document the rules stand in
 * @param from first day of submission it governs, inclusive
 * @param until last day, inclusive; null while it goes on
 * @param checklist name of the list of questions
 * @param samePatents when contracts about the same patents are put before the registrar; null where they are not
 * @param warningDays working days before the end of a period from which the inbox warns
 * @param buyerFilesImports whether the domestic buyer files a contract whose provider is abroad
 * @param filingRules name of the rules a filing is filled in by
 * @param fullFilingRequired whether a party must file by the form; an officer may always enter a short one
 * @param filing those rules; null where the regime names none
 */
public record Regime(
        String regime,
        int tenant,
        Text title,
        String document,
        LocalDate from,
        @Nullable LocalDate until,
        String checklist,
        Periods periods,
        @Nullable Experts experts,
        @Nullable SamePatents samePatents,
        int warningDays,
        boolean buyerFilesImports,
        boolean electronicContracts,
        CertificateAmounts certificateStates,
        @Nullable String filingRules,
        boolean fullFilingRequired,
        @Nullable FilingRules filing,
        List<Question> questions) {

    /** The periods of a regime; {@code expert} is there when experts are. */
    public record Periods(Period decision, @Nullable Period expert, Period correction, Period objection) {}

    /**
     * A statutory period, counted from the day after the event.
     *
     * @param uncertain true for a draft figure, a house assumption, or what was not verified
     * @param source where the figure is from
     */
    public record Period(
            int days,
            Count count,
            boolean uncertain,
            String source,
            @Nullable String note) {

        /** Its last day. */
        public LocalDate endAfter(LocalDate event, WorkingDays calendar) {
            return count == Count.WORKING
                    ? calendar.afterWorkingDays(event, days)
                    : calendar.afterCalendarDays(event, days);
        }
    }

    /** What the days of a period are. */
    public enum Count {
        /** 日: every day; a period that would end on a day off ends on the next working day. */
        CALENDAR,
        /** 工作日: by the State Council's calendar. */
        WORKING
    }

    /**
     * When experts are heard before the decision.
     *
     * @param threshold 技术交易额 from which they are, inclusive
     * @param opinions how many must have spoken
     */
    public record Experts(Money threshold, int opinions, boolean uncertain, String source) {}

    /**
     * When another contract about the same patents between the same parties is put before the registrar.
     *
     * @param years between the two signing dates at most; the same day of the last year still counts
     */
    public record SamePatents(int years, boolean uncertain, String source) {}

    /** Which amounts the certificate states. */
    public enum CertificateAmounts {
        /** 核定技术性收入. */
        TECHNOLOGY_INCOME,
        /** 合同成交额 and 技术交易额. */
        TURNOVER_AND_TECHNOLOGY_AMOUNT
    }

    /**
     * One question of the examination.
     *
     * @param gate group it is shown in: G1 to G11, or the name of the type's test
     * @param types contract types it is asked of; all when null
     * @param subtypes sub-types it is asked of; all of its types when null
     * @param askedWith what it is asked with; always when null
     * @param source where the wording was taken from and how sure that is
     */
    public record Question(
            String id,
            String gate,
            @Nullable List<ContractType> types,
            @Nullable List<String> subtypes,
            Text question,
            @Nullable Text guidance,
            Consequence consequence,
            @Nullable Occasion askedWith,
            String basis,
            String source) {

        boolean applies(ContractType type, String subtype) {
            return (types == null || types.contains(type)) && (subtypes == null || subtypes.contains(subtype));
        }
    }

    /** What makes a question asked that otherwise is not. */
    public enum Occasion {
        /** Another contract about the same patents between the same parties; a "yes" says that it is not the same one, and why. */
        SAME_PATENTS
    }

    /** What a "no" leads to. */
    public enum Consequence {
        /** 补正: the filer corrects and files again. */
        CORRECTION,
        /** 不予登记. */
        REFUSAL,
        /** 超出部分按非技术性费用扣除: the surplus leaves the technology amount; the contract can still be registered. */
        NON_TECHNICAL,
        /** 转线下保密渠道: the contract must not be in this system at all. */
        OFFLINE
    }

    /** The questions of a contract, in their order, with those that are asked on an occasion only. */
    public List<Question> questionsFor(ContractType type, String subtype) {
        return questions.stream()
                .filter(question -> question.applies(type, subtype))
                .toList();
    }

    /** Whether experts must be heard about a contract with this technology amount. */
    public boolean needsExperts(Money technologyAmount) {
        return experts != null && technologyAmount.isAtLeast(experts.threshold());
    }

    /** The period for the decision: the experts' one where they are heard. */
    public Period decisionPeriod(boolean withExperts) {
        return withExperts ? Optional.ofNullable(periods.expert()).orElse(periods.decision()) : periods.decision();
    }

    /** The first day on which the inbox warns of a period that ends on {@code due}. */
    public LocalDate warnFrom(LocalDate due, WorkingDays calendar) {
        var day = due;
        for (int left = warningDays; left > 0; ) {
            day = day.minusDays(1);
            if (calendar.isWorkingDay(day)) {
                left--;
            }
        }
        return day;
    }
}
