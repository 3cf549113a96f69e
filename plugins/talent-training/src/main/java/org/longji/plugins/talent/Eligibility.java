package org.longji.plugins.talent;

import static org.longji.plugin.api.register.UserRole.APPLICANT;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.longji.plugin.api.register.Context;
import org.longji.plugin.api.register.Obstacle;
import org.longji.plugin.api.register.Personal;
import org.longji.plugin.api.register.Row;
import org.longji.plugin.api.register.RowRef;
import org.longji.plugin.api.register.Rows;

/** Whether somebody may be admitted to a class, and everything that keeps them out. */
final class Eligibility {

    /** What is to be shown of a certificate kept elsewhere; the keys are those of {@link Certificate}. */
    private static final String ISSUED_ON = "issuedOn";

    private Eligibility() {}

    static List<Obstacle> of(Enrolment row, Context context) {
        List<Obstacle> found = new ArrayList<>();
        found.addAll(Reasons.unless(
                Numbers.isIdentity(row.identity()),
                "IDENTITY_CHECK",
                "证件号码的校验位不对，请核对。",
                "The check digit of the identity number is wrong.",
                "Неверная контрольная цифра номера документа."));
        Optional<Row<TrainingClass>> into = context.rows().find(TrainingClass.class, row.trainingClass());
        if (into.isEmpty()) {
            return found;
        }
        found.addAll(window(row, into.get(), context));
        context.rows().find(Scheme.class, into.get().record().scheme()).ifPresent(scheme -> {
            found.addAll(schooling(row, scheme.record().entry()));
            found.addAll(prior(row, scheme.record().entry(), context));
            found.addAll(Practice.missing(
                    scheme.record().entry().deals(),
                    row.identity(),
                    "ENTRY_DEALS",
                    "入学业绩",
                    "Deals to enter",
                    "Сделки для приёма",
                    context));
            found.addAll(Reasons.unless(
                    context
                            .rows()
                            .of(Certificate.class)
                            .with("identity", row.identity())
                            .with("scheme", scheme.ref())
                            .in("PREPARED", "ISSUED")
                            .list()
                            .stream()
                            .noneMatch(one -> one.record().holdsOn(context.today())),
                    "CERTIFIED_ALREADY",
                    "已持有本方案的有效证书。",
                    "Holds a valid certificate of this scheme already.",
                    "Уже имеет действующее удостоверение этой программы."));
        });
        return found;
    }

    private static List<Obstacle> window(Enrolment row, Row<TrainingClass> into, Context context) {
        List<Obstacle> found = new ArrayList<>();
        TrainingClass one = into.record();
        LocalDate day = row.enrolledOn().orElse(context.today());
        found.addAll(Reasons.unless(
                Set.of("ENROLLING", "TEACHING").contains(into.state()),
                "CLASS_NOT_OPEN",
                "“" + one.title() + "”不在报名状态。",
                "'" + one.title() + "' is not open for enrolment.",
                "«" + one.title() + "»: запись закрыта."));
        found.addAll(Reasons.unless(
                !day.isBefore(one.enrolFrom()) && !day.isAfter(one.enrolUntil()),
                "OUTSIDE_ENROLMENT",
                "报名日期 " + day + " 不在报名期 " + one.enrolFrom() + " 至 " + one.enrolUntil() + " 内。",
                "The day " + day + " is outside the enrolment from " + one.enrolFrom() + " to " + one.enrolUntil()
                        + ".",
                "Дата " + day + " вне срока записи " + one.enrolFrom() + " – " + one.enrolUntil() + "."));
        found.addAll(Reasons.unless(
                !day.isAfter(context.today())
                        && (context.row().isPresent()
                                || !context.actor().roles().equals(Set.of(APPLICANT))
                                || day.equals(context.today())),
                "NOT_TODAY",
                "自行报名的日期为当天；补录纸质报名请由登记员办理。",
                "Whoever enrols alone enrols today; a registrar may enter an earlier enrolment on paper.",
                "Самостоятельная запись — сегодняшним днём; бумажную вносит регистратор."));
        Rows.Query<Enrolment> others = context.rows()
                .of(Enrolment.class)
                .with("trainingClass", into.ref())
                .in("APPLIED", "ADMITTED", "PASSED", "NOT_PASSED");
        if (context.row().isPresent()) {
            others = others.except(new RowRef(context.row().get()));
        }
        found.addAll(Reasons.unless(
                others.count() < one.places(),
                "NO_PLACE",
                "名额 " + one.places() + " 人已满。",
                "All " + one.places() + " places are taken.",
                "Все места (" + one.places() + ") заняты."));
        return found;
    }

    private static List<Obstacle> schooling(Enrolment row, Scheme.Entry entry) {
        boolean schooled = entry.leastEducation()
                .filter(least -> !row.education().isAtLeast(least))
                .isEmpty();
        boolean worked = entry.orYearsOfWork()
                .filter(years -> row.yearsOfWork() >= years)
                .isPresent();
        String years = entry.orYearsOfWork().map(String::valueOf).orElse("");
        return Reasons.unless(
                schooled || worked,
                "EDUCATION_OR_WORK",
                "学历低于方案要求" + (years.isEmpty() ? "。" : "，且相关工作不满 " + years + " 年（填报 " + row.yearsOfWork() + " 年）。"),
                "The education is below what the scheme asks for"
                        + (years.isEmpty()
                                ? "."
                                : ", and the related work is less than " + years + " years (" + row.yearsOfWork()
                                        + " given)."),
                "Образование ниже требуемого"
                        + (years.isEmpty()
                                ? "."
                                : ", и стаж меньше " + years + " лет (указано " + row.yearsOfWork() + ")."));
    }

    private static List<Obstacle> prior(Enrolment row, Scheme.Entry entry, Context context) {
        if (entry.priorScheme().isEmpty()) {
            return List.of();
        }
        String wanted = entry.priorScheme().get();
        if (row.priorCertificate().isEmpty()) {
            return List.of(Reasons.of(
                    "PRIOR_CERTIFICATE",
                    "须先持有方案“" + wanted + "”的证书，请填写证书编号。",
                    "A certificate of the scheme '" + wanted + "' is needed; give its number.",
                    "Требуется удостоверение программы «" + wanted + "»; укажите номер."));
        }
        String number = row.priorCertificate().get();
        Optional<LocalDate> since = own(row, wanted, number, context).or(() -> elsewhere(row, wanted, number, context));
        if (since.isEmpty()) {
            return List.of(Reasons.of(
                    "PRIOR_CERTIFICATE_NOT_FOUND",
                    "证书 " + number + " 查不到、已失效、不属于本人，或不是方案“" + wanted + "”的证书。",
                    "The certificate " + number
                            + " is not known, holds no longer, is somebody else's, or is not of the scheme '" + wanted
                            + "'.",
                    "Удостоверение " + number + " не найдено, недействительно, чужое или другой программы."));
        }
        int years = entry.priorYears().orElse(0);
        return Reasons.unless(
                !since.get().plusYears(years).isAfter(context.today()),
                "PRIOR_CERTIFICATE_TOO_NEW",
                "证书 " + number + " 自 " + since.get() + " 起持有，不满 " + years + " 年。",
                "The certificate " + number + " has been held since " + since.get() + ", less than " + years
                        + " years.",
                "Удостоверение " + number + " с " + since.get() + ", менее " + years + " лет.");
    }

    private static Optional<LocalDate> own(Enrolment row, String wanted, String number, Context context) {
        return context.rows().of(Certificate.class).with("number", number).in("ISSUED").list().stream()
                .map(Row::record)
                .filter(one -> one.identity().equals(row.identity())
                        && one.schemeCode().equals(wanted)
                        && one.holdsOn(context.today()))
                .findFirst()
                .flatMap(Certificate::issuedOn);
    }

    /** Of a certificate that another tenant keeps only what anybody is told is known: whose it is by the masked number and name. */
    private static Optional<LocalDate> elsewhere(Enrolment row, String wanted, String number, Context context) {
        return context.rows()
                .told(Certificate.class, number)
                .filter(told -> told.holds()
                        && isSame(told.values(), row)
                        && wanted.equals(told.values().get("schemeCode")))
                .map(told -> told.values().get(ISSUED_ON))
                .map(LocalDate::parse);
    }

    private static boolean isSame(Map<String, String> told, Enrolment row) {
        return Personal.NUMBER.masked(row.identity()).equals(told.get("identity"))
                && Personal.NAME.masked(row.name()).equals(told.get("name"));
    }
}
