package org.longji.registration;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.longji.audit.Journal;
import org.longji.contract.ContractStatus;
import org.longji.contract.Contracts;
import org.longji.contract.Subtypes;
import org.longji.contract.TechnologyContract;
import org.longji.plugin.api.ContractType;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Text;
import org.longji.print.PdfPages;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.Json;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Row;
import org.longji.shared.Sha256;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/**
 * The certificate of registration (技术合同登记证明): one for each version of a registration, printed from what it said when
 * it was issued, and verifiable by anybody who holds it.
 */
@Dependent
public class Certificates {

    /** Characters of the hash that are printed: enough that nobody guesses them, few enough to type. */
    static final int CODE_LENGTH = 16;

    private final Transactions transactions;
    private final Journal journal;
    private final Clock clock;
    private final Optional<String> publicUrl;

    @Inject
    public Certificates(
            Transactions transactions,
            Journal journal,
            Clock clock,
            @ConfigProperty(name = "longji.public.url") Optional<String> publicUrl) {
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
        this.publicUrl = publicUrl;
    }

    /**
     * A file to hand out.
     *
     * @param name what it is to be saved as
     */
    public record Printed(String name, byte[] pdf) {}

    private record Issued(CertificateContent content, String hash) {}

    /**
     * The certificate of a contract's latest registration version. One whose registration was cancelled or revoked is
     * printed with that word across it, so that a file kept somewhere is not mistaken for a valid one.
     *
     * @throws ProblemException NOT_REGISTERED when the contract has no registration
     */
    public Printed print(Caller caller, int tenant, UUID contract) {
        return transactions.within(caller.scope(tenant, Capability.CONTRACT_READ), em -> {
            var found = Contracts.found(em, contract);
            var number = found.registrationNumber()
                    .orElseThrow(() -> new ProblemException(
                            Problem.NOT_REGISTERED,
                            Map.of("status", found.status().words())));
            var issued = issued(em, found).orElseGet(() -> issue(em, caller, found, number));
            return new Printed("certificate-" + number + ".pdf", pages(issued, found.status()));
        });
    }

    private static Optional<Issued> issued(EntityManager em, TechnologyContract contract) {
        return Sql.first(
                em,
                "select content, hash from certificate where contract_id = ? and registration_version = ? and tenant = ?",
                row -> new Issued(Json.read(row.text("content"), CertificateContent.class), row.text("hash")),
                contract.id(),
                contract.registrationVersion(),
                contract.tenant());
    }

    private Issued issue(EntityManager em, Caller caller, TechnologyContract contract, String number) {
        var details = contract.certified();
        var states = Sql.first(
                        em,
                        """
                        select content from registration_regime
                        where regime = ? and tenant <= ? and upper_code >= ? order by current desc, tenant desc, loaded_at desc limit 1
                        """,
                        row -> Json.read(row.text("content"), Regime.class).certificateStates(),
                        details.regime(),
                        contract.tenant(),
                        contract.tenant())
                // Registered elsewhere and imported: stated as the rules of its day did.
                .orElse(Regime.CertificateAmounts.TECHNOLOGY_INCOME);
        var office = Sql.first(
                        em, "select name_zh from tenant where code = ?", row -> row.text("name_zh"), contract.tenant())
                .orElse("");
        var content = new CertificateContent(
                number,
                contract.registrationVersion(),
                contract.title(),
                contract.type().name(),
                contract.subtype(),
                details.provider().name(),
                details.recipient().name(),
                details.signedOn(),
                details.validFrom(),
                details.validUntil(),
                contract.contractAmount(),
                details.assessedTechnologyAmount(),
                details.approvedTechnologyIncome(),
                states,
                Objects.requireNonNull(details.registeredOn()),
                office);
        var text = Json.write(content);
        var hash = Sha256.hex(text);
        Sql.update(
                em,
                """
                insert into certificate (contract_id, registration_version, tenant, registration_number, hash, content, issued_on, issued_by)
                values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                """,
                contract.id(),
                contract.registrationVersion(),
                contract.tenant(),
                number,
                hash,
                text,
                LocalDate.now(clock),
                caller.accountId());
        journal.append(
                em,
                contract.tenant(),
                caller,
                "CERTIFICATE_ISSUED",
                "contract",
                contract.id().toString(),
                null,
                Map.of("registrationVersion", contract.registrationVersion(), "hash", hash));
        return new Issued(content, hash);
    }

    private byte[] pages(Issued issued, ContractStatus status) {
        var content = issued.content();
        var code = code(issued.hash());
        var fields = new ArrayList<Map.Entry<String, String>>();
        fields.add(Map.entry("合同登记编号", content.registrationNumber()));
        fields.add(Map.entry("登记版本", Integer.toString(content.registrationVersion())));
        fields.add(Map.entry("项目名称", content.title()));
        fields.add(Map.entry(
                "合同类别",
                TypeWords.of(ContractType.valueOf(content.type())) + "（" + Subtypes.name(content.subtype()) + "）"));
        fields.add(Map.entry("卖方", content.providerName()));
        fields.add(Map.entry("买方", content.recipientName()));
        fields.add(Map.entry("签订日期", content.signedOn().toString()));
        fields.add(Map.entry("有效期", span(content.validFrom(), content.validUntil())));
        if (content.states() == Regime.CertificateAmounts.TECHNOLOGY_INCOME) {
            fields.add(Map.entry("核定技术性收入", yuan(content.technologyIncome())));
        } else {
            fields.add(Map.entry("合同成交额", yuan(content.contractAmount())));
            fields.add(Map.entry("技术交易额", yuan(content.technologyAmount())));
        }
        fields.add(Map.entry("登记日期", content.registeredOn().toString()));
        var pages = new PdfPages("技术合同登记证明 " + content.registrationNumber(), content.registeredOn())
                .title("技术合同登记证明")
                .paragraph("下列技术合同已经认定登记。")
                .fields(fields)
                .signature(
                        content.office() + "技术合同登记机构",
                        "（技术合同认定登记专用章）",
                        content.registeredOn().toString())
                .qr(
                        link(content.registrationNumber(), issued.hash()),
                        "核验码 " + code + "\n扫描二维码，或在公开核验页输入登记编号与核验码，可查证本证明是否有效。\n内容摘要（SHA-256）" + issued.hash());
        if (status == ContractStatus.CANCELLED || status == ContractStatus.REVOKED) {
            pages.stamped(status.words().zh());
        }
        return pages.bytes();
    }

    /** The address never comes from the request: a forged Host header must not end up in a certificate. */
    private String link(String number, String hash) {
        var query = "/verify/" + number + "?code=" + hash.substring(0, CODE_LENGTH);
        return publicUrl.map(url -> url.replaceAll("/+$", "") + query).orElse(number + " " + code(hash));
    }

    private static String code(String hash) {
        return hash.substring(0, CODE_LENGTH).toUpperCase(Locale.ROOT).replaceAll("(.{4})(?!$)", "$1-");
    }

    private static String span(@Nullable LocalDate from, @Nullable LocalDate until) {
        return from == null && until == null
                ? "—"
                : Optional.ofNullable(from).map(LocalDate::toString).orElse("")
                        + " 至 "
                        + Optional.ofNullable(until).map(LocalDate::toString).orElse("");
    }

    private static String yuan(@Nullable Money amount) {
        return amount == null ? "—" : amount.grouped() + " 元";
    }

    /** A letter of the office about a contract, as it was sent. */
    public Printed printLetter(Caller caller, int tenant, UUID contract, int round) {
        return transactions.within(caller.scope(tenant, Capability.CONTRACT_READ), em -> {
            var found = Contracts.found(em, contract);
            var letter = ExaminationRecords.letters(em, contract, found.tenant()).stream()
                    .filter(one -> one.round() == round)
                    .findFirst()
                    .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", round)));
            var office = Sql.first(
                            em, "select name_zh from tenant where code = ?", row -> row.text("name_zh"), found.tenant())
                    .orElse("");
            return new Printed("letter-" + contract + "-" + round + ".pdf", LetterPages.of(letter, found, office));
        });
    }

    /**
     * Whether a certificate holds. Only who has the certificate has its code; without it nothing is told, not even whether
     * the number exists.
     *
     * @param number 16 digits
     * @param code at least the sixteen characters printed, upper or lower case, hyphens or not
     */
    public Verification verify(String number, @Nullable String code) {
        var typed = code == null ? "" : code.replaceAll("[-\\s]", "").toLowerCase(Locale.ROOT);
        return transactions.within(
                TenantScope.exactly(0),
                em -> Sql.first(em, "select * from verify_certificate(?, ?)", Certificates::verification, number, typed)
                        .orElse(Verification.UNKNOWN));
    }

    private static Verification verification(Row row) {
        var status = row.constant("status", ContractStatus.class);
        boolean latest = row.integer("registration_version") == row.integer("latest_version");
        var holds = status == ContractStatus.CANCELLED
                ? Verification.Validity.CANCELLED
                : status == ContractStatus.REVOKED
                        ? Verification.Validity.REVOKED
                        : latest ? Verification.Validity.VALID : Verification.Validity.SUPERSEDED;
        return new Verification(
                holds,
                row.text("registration_number"),
                row.constant("type", ContractType.class),
                new Text(row.text("office_zh"), row.text("office_en")),
                row.date("registered_on"),
                row.integer("registration_version"),
                row.integer("latest_version"),
                row.date("issued_on"));
    }

    /**
     * What the public may know of a certificate it holds. Parties, title and amounts are not among it: the contract's
     * contents may be trade secrets, which the office keeps (认定规则, 保密).
     *
     * @param registrationVersion version the certificate was issued for
     * @param latestVersion version the registration has reached
     */
    public record Verification(
            Validity validity,
            @Nullable String registrationNumber,
            @Nullable ContractType type,
            @Nullable Text office,
            @Nullable LocalDate registeredOn,
            @Nullable Integer registrationVersion,
            @Nullable Integer latestVersion,
            @Nullable LocalDate issuedOn) {

        static final Verification UNKNOWN =
                new Verification(Validity.NOT_VERIFIED, null, null, null, null, null, null, null);

        /** Whether a certificate holds. */
        public enum Validity {
            VALID,
            /** The registration was amended since; a newer certificate holds. */
            SUPERSEDED,
            CANCELLED,
            REVOKED,
            /** Number and code do not belong together, or there is no such certificate. */
            NOT_VERIFIED
        }
    }
}
