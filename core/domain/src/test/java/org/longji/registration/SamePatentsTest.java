package org.longji.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.longji.registration.FilingHouse.BUYER;
import static org.longji.registration.FilingHouse.DAQING;
import static org.longji.registration.FilingHouse.HARBIN;
import static org.longji.registration.FilingHouse.SELLER;
import static org.longji.registration.FilingHouse.officer;
import static org.longji.registration.FilingHouse.refused;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.longji.contract.ContractForm;
import org.longji.contract.Contracts;
import org.longji.shared.Caller;
import org.longji.shared.Json;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Role;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.tenant.DivisionLevel;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("A contract about the same patents between the same parties")
class SamePatentsTest {

    private static final String PATENT = "ZL200310102344.5";
    private static final String OTHER_PATENT = "201710601862.3";
    private static final String QUESTION = "ONCE-PATENTS";
    private static final String THIRD = "91230102LFNPXJFN8C";
    private static final Map<String, Object> SELLER_FORM = party(SELLER, "松江大学", "UNIVERSITY", 230103);
    private static final Map<String, Object> BUYER_FORM = party(BUYER, "北辰装备", "ENTERPRISE", 230604);
    private static final Map<String, Object> THIRD_FORM = party(THIRD, "第三人", "INDIVIDUAL", 230102);

    private final FilingHouse house;
    private final Caller clerk = officer(HARBIN, Role.REGISTRAR, "harbin.clerk");
    private final Caller daqing = officer(DAQING, Role.REGISTRAR, "daqing.clerk");
    private final Examinations examinations;
    private int filed;

    SamePatentsTest(@TempDir Path data) {
        house = new FilingHouse(data);
        examinations = new Examinations(house.database.transactions(), house.contracts, house.records, house.journal);
    }

    @BeforeAll
    void agency() {
        house.agency();
    }

    /** What a test filed names no patent to the next one. */
    @AfterEach
    void forget() {
        house.database.asOwner("update contract set particulars = null");
    }

    private static Map<String, Object> party(String code, String name, String kind, int division) {
        return Map.of("creditCode", code, "name", name, "kind", kind, "division", division);
    }

    /** A patent licence, each of another amount, so that none is refused as the same record. */
    private ContractForm licence(String signedOn, String patents, Object... different) {
        var form = Json.readMap(Json.write(FilingHouse.form("许可" + ++filed)));
        form.put("type", "LICENSING");
        form.put("subtype", "31");
        form.put("signedOn", signedOn);
        form.put("contractAmount", 1_000_000 + filed + ".00");
        form.put("particulars", Map.of("fields", Map.of("patents", patents)));
        for (int i = 0; i < different.length; i += 2) {
            form.put(different[i].toString(), different[i + 1]);
        }
        return Json.read(Json.write(form), ContractForm.class);
    }

    private UUID submitted(ContractForm form) {
        var id = house.contracts.draft(clerk, HARBIN, form).id();
        house.registrations.submit(clerk, HARBIN, id, Optional.empty());
        return id;
    }

    private UUID accepted(ContractForm form) {
        var id = submitted(form);
        house.registrations.accept(house.registrar, HARBIN, id, Optional.empty());
        return id;
    }

    /** Filed at Daqing by the enterprise there, to the university of Harbin: the same pair the other way round. */
    private UUID submittedAtDaqing(String signedOn, String patents) {
        var form = licence(signedOn, patents, "provider", BUYER_FORM, "recipient", SELLER_FORM);
        var id = house.contracts.draft(daqing, DAQING, form).id();
        house.registrations.submit(daqing, DAQING, id, Optional.empty());
        return id;
    }

    private List<PatentHit> hits(UUID contract) {
        return hits(TenantScope.subtree(HARBIN), contract);
    }

    private List<PatentHit> hits(TenantScope scope, UUID contract) {
        return house.database.transactions().within(scope, em -> {
            var found = Contracts.found(em, contract);
            return SamePatents.of(em, found, house.records.rules(em, found));
        });
    }

    private void setStatus(UUID contract, String status) {
        var number = List.of("CANCELLED", "REVOKED", "REGISTERED").contains(status)
                ? "'23010020269" + (10_000 + ++filed) + "'"
                : "null";
        house.database.asOwner("update contract set status = '" + status + "', registration_number = " + number
                + ", registered_on = '2026-04-01' where id = '" + contract + "'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ZL200310102344.5        | CN200310102344",
                "ＺＬ　２００３　１　０１０２３４４．５ | CN200310102344",
                "专利号：zl 2003 1 0102344 | CN200310102344",
                "CN200310102344          | CN200310102344",
                "97101765.4              | CN97101765",
                "ZL95115608.X            | CN95115608",
                "CN101234567B            | CN101234567",
                "US 10,123,456 B2        | US10123456",
                "PCT/CN2020/123456       | PCTCN2020123456",
                "WO2020/123456A1         | WO2020123456",
                "ZL200310102344.6        | wrong",
                "ZL20031010234           | wrong",
                "10123456                | wrong",
                "见附件                   | wrong",
            })
    @DisplayName("has its numbers read however they are written, and a wrong one told")
    void numbers(String written, String read) {
        var found = house.database
                .transactions()
                .within(
                        TenantScope.exactly(HARBIN),
                        em -> Sql.query(
                                em,
                                "select number, sound from patent_entries(?)",
                                row -> row.bool("sound") ? row.text("number") : "wrong",
                                written));
        assertThat(found).containsExactly(read);
    }

    @Test
    @DisplayName("is not submitted while a number cannot be read: it would be compared with nothing")
    void misspelt() {
        var draft = house.contracts
                .draft(clerk, HARBIN, licence("2026-03-20", PATENT + "\n201710601862.4"))
                .id();
        assertThatThrownBy(() -> house.registrations.submit(clerk, HARBIN, draft, Optional.empty()))
                .isInstanceOfSatisfying(ProblemException.class, problem -> {
                    assertThat(problem.errors())
                            .extracting(ProblemException.FieldError::field)
                            .containsExactly("particulars.fields.patents");
                    assertThat(problem.errors().get(0).message()).contains("201710601862.4");
                });
    }

    @Test
    @DisplayName("is put before the registrar of the later one, with the numbers both name")
    void found() {
        var first = submitted(licence("2026-03-10", OTHER_PATENT + "、" + PATENT));
        var second = submitted(licence("2026-03-20", "ＺＬ２００３１０１０２３４４．５\nUS10,123,456B2"));
        // Filed on one day, they are told apart by their ids; either way exactly one of the two asks.
        var asking = hits(first).isEmpty() ? second : first;
        var other = asking.equals(first) ? second : first;
        assertThat(hits(other)).isEmpty();
        assertThat(hits(asking)).singleElement().satisfies(hit -> {
            assertThat(hit.contractId()).isEqualTo(other);
            assertThat(hit.numbers()).containsExactly("CN200310102344");
            assertThat(hit.level()).isEqualTo(DivisionLevel.PREFECTURE);
        });
        setStatus(other, "REGISTERED");
        assertThat(hits(asking)).hasSize(1);
        // What is registered counts for whatever is still examined, whichever was filed first.
        setStatus(other, "SUBMITTED");
        setStatus(asking, "REGISTERED");
        assertThat(hits(other)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DRAFT", "REFUSED", "CANCELLED", "REVOKED"})
    @DisplayName("does not count before it is submitted, nor once it was refused, cancelled or revoked")
    void doesNotCount(String status) {
        var first = submitted(licence("2026-03-10", PATENT));
        setStatus(first, "REGISTERED");
        var second = submitted(licence("2026-03-20", PATENT));
        assertThat(hits(second)).hasSize(1);
        setStatus(first, status);
        assertThat(hits(second)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2024-03-20, 2026-03-20, 1",
        "2024-03-19, 2026-03-20, 0",
        "2026-03-20, 2024-03-20, 1",
        "2026-03-20, 2024-03-19, 0",
        "2024-02-29, 2026-02-28, 1",
        "2026-02-28, 2024-02-29, 1",
        "2024-02-29, 2026-03-01, 0",
        "2020-03-20, 2026-03-20, 0",
    })
    @DisplayName("counts until the same day two years later, whichever was signed first")
    void window(String registered, String examined, int expected) {
        setStatus(submitted(licence(registered, PATENT)), "REGISTERED");
        assertThat(hits(submitted(licence(examined, PATENT)))).hasSize(expected);
    }

    @Test
    @DisplayName(
            "counts between the same pair in either direction, further parties included, and not with one party alone")
    void pairs() {
        var first = submitted(licence("2026-03-10", PATENT));
        setStatus(first, "REGISTERED");
        assertThat(hits(submitted(licence("2026-03-20", OTHER_PATENT)))).isEmpty();
        var elsewhere = submitted(licence("2026-03-20", PATENT, "recipient", THIRD_FORM));
        assertThat(hits(elsewhere)).isEmpty();
        setStatus(elsewhere, "REFUSED");
        var further = submitted(licence(
                "2026-03-20",
                PATENT,
                "recipient",
                THIRD_FORM,
                "particulars",
                Map.of("furtherRecipients", List.of(BUYER_FORM), "fields", Map.of("patents", PATENT))));
        assertThat(hits(further)).extracting(PatentHit::contractId).containsExactly(first);
        setStatus(further, "REFUSED");
        var turned = submitted(licence(
                "2026-03-20",
                PATENT,
                "provider",
                THIRD_FORM,
                "recipient",
                SELLER_FORM,
                "particulars",
                Map.of("furtherProviders", List.of(BUYER_FORM), "fields", Map.of("patents", PATENT))));
        assertThat(hits(turned)).extracting(PatentHit::contractId).containsExactly(first);
    }

    @Test
    @DisplayName("of another tenant is told as one that is there, and nothing else; the province sees both")
    void acrossTheWalls() {
        var first = submittedAtDaqing("2026-03-10", PATENT);
        setStatus(first, "REGISTERED");
        var second = submitted(licence("2026-03-20", PATENT));
        assertThat(hits(second)).singleElement().satisfies(hit -> {
            assertThat(hit.level()).isEqualTo(DivisionLevel.PREFECTURE);
            assertThat(Json.write(hit)).doesNotContain(first.toString(), "230600", "许可", "CN2003", "23010020269");
            assertThat(hit)
                    .hasNoNullFieldsOrPropertiesExcept(
                            "contractId", "tenant", "title", "status", "registrationNumber", "signedOn");
            assertThat(hit.contractId()).isNull();
        });
        assertThat(hits(TenantScope.subtree(230000), second)).singleElement().satisfies(hit -> {
            assertThat(hit.contractId()).isEqualTo(first);
            assertThat(hit.title()).startsWith("许可");
        });
        // Of a contract outside one's own walls nothing is asked.
        List<String> told = house.database
                .transactions()
                .within(
                        TenantScope.subtree(DAQING),
                        em -> Sql.query(
                                em, "select mark from same_patents(?, 2, null)", row -> row.text("mark"), second));
        assertThat(told).isEmpty();
    }

    private CheckAnswer asked(UUID contract) {
        return examinations.latest(house.registrar, HARBIN, contract).answers().stream()
                .filter(line -> line.question().equals(QUESTION))
                .findFirst()
                .orElseThrow();
    }

    private Examination answer(
            UUID contract, String question, CheckAnswer.Value value, @Nullable String evidence, List<String> about) {
        return examinations.answer(
                house.registrar,
                HARBIN,
                contract,
                Optional.empty(),
                List.of(new AnswerForm(question, value, evidence, about)));
    }

    private void answerTheRest(UUID contract) {
        examinations.latest(house.registrar, HARBIN, contract).answers().stream()
                .filter(line -> !line.question().equals(QUESTION))
                .forEach(line -> answer(contract, line.question(), CheckAnswer.Value.YES, null, List.of()));
    }

    private void register(UUID contract) {
        house.registrations.register(
                house.registrar, HARBIN, contract, Optional.empty(), new Registrations.Decision(null, null, null));
    }

    @Test
    @DisplayName("asks for an answer with reasons before the registration, and again when another turns up")
    void examined() {
        var plain = accepted(licence("2026-03-01", OTHER_PATENT));
        assertThat(examinations.latest(house.registrar, HARBIN, plain).answers())
                .noneMatch(line -> line.question().equals(QUESTION));

        setStatus(submittedAtDaqing("2026-03-10", PATENT), "REGISTERED");
        var contract = accepted(licence("2026-03-20", PATENT));
        answerTheRest(contract);
        assertThatThrownBy(() -> register(contract)).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.problem()).isEqualTo(Problem.EXAMINATION_INCOMPLETE);
            assertThat(problem.errors())
                    .extracting(ProblemException.FieldError::field)
                    .containsExactly("answers." + QUESTION);
        });
        var about = List.of(asked(contract).hits().get(0).mark());
        for (Runnable half : List.<Runnable>of(
                () -> answer(contract, QUESTION, CheckAnswer.Value.YES, " ", about),
                () -> answer(contract, QUESTION, CheckAnswer.Value.YES, "另一许可", List.of()),
                () -> answer(contract, QUESTION, CheckAnswer.Value.NOT_APPLICABLE, "另一许可", about))) {
            refused(Problem.INVALID_FIELDS, half::run);
        }
        answer(contract, QUESTION, CheckAnswer.Value.YES, "许可期限不同，为续签", about);
        var answered = asked(contract);
        assertThat(answered.answer()).isEqualTo(CheckAnswer.Value.YES);
        assertThat(answered.answeredBy()).isEqualTo("harbin.registrar");
        assertThat(answered.answeredAt()).isNotNull();

        var another = submittedAtDaqing("2026-03-11", PATENT);
        setStatus(another, "REGISTERED");
        var open = asked(contract);
        assertThat(open.answer()).isNull();
        assertThat(open.evidence()).isEqualTo("许可期限不同，为续签");
        refused(Problem.EXAMINATION_INCOMPLETE, () -> register(contract));
        answer(
                contract,
                QUESTION,
                CheckAnswer.Value.YES,
                "均为续签",
                open.hits().stream().map(PatentHit::mark).toList());
        setStatus(another, "CANCELLED");
        register(contract);
        // What was answered stays with the closed examination, who and why, whatever became of the other contract.
        assertThat(asked(contract).evidence()).isEqualTo("均为续签");
    }

    @Test
    @DisplayName("is refused where the registrar finds it to be the same")
    void same() {
        setStatus(submittedAtDaqing("2026-03-10", PATENT), "REGISTERED");
        var contract = accepted(licence("2026-03-20", PATENT));
        answerTheRest(contract);
        answer(
                contract,
                QUESTION,
                CheckAnswer.Value.NO,
                "经核对为同一许可",
                List.of(asked(contract).hits().get(0).mark()));
        refused(Problem.EXAMINATION_FAILED, () -> register(contract));
        house.registrations.refuse(house.registrar, HARBIN, contract, Optional.empty(), List.of(), null);
        assertThat(examinations.letters(clerk, HARBIN, contract).get(0).reasons())
                .singleElement()
                .satisfies(reason -> assertThat(reason.text()).contains("经核对为同一许可"));
    }

    @Test
    @DisplayName("is found through an index, among thousands")
    void indexed() throws SQLException {
        var model = submitted(licence("2026-03-10", PATENT));
        house.database.asOwner("""
                insert into contract (id, tenant, identity_key, status, title, type, subtype, signed_on, submitted_on, provider_id,
                    provider_code, provider_name, provider_kind, provider_division, recipient_id, recipient_code, recipient_name,
                    recipient_kind, recipient_division, contract_amount, declared_technology_amount, particulars)
                select gen_random_uuid(), tenant, sha256(n::text::bytea), status, title, type, subtype, signed_on, submitted_on,
                    provider_id, provider_code, provider_name, provider_kind, provider_division, recipient_id, recipient_code,
                    recipient_name, recipient_kind, recipient_division, contract_amount, declared_technology_amount,
                    replace(particulars, '%s', 'US' || 1000000 + n)
                from contract, generate_series(1, 5000) n where id = '%s'
                """.formatted(PATENT, model), "analyze contract");
        setStatus(submitted(licence("2026-03-12", PATENT)), "REGISTERED");
        try (var connection = house.database.owner();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set local app.low = '230100'; set local app.high = '230199'");
            try (var found = statement.executeQuery("select count(*) from same_patents('" + model + "', 2, null)")) {
                found.next();
                assertThat(found.getInt(1)).isEqualTo(1);
            }
            // Scans of this transaction so far: through the index once, through the whole table never.
            try (var scans = statement.executeQuery("select pg_stat_get_xact_numscans('contract_patents'::regclass),"
                    + " pg_stat_get_xact_numscans('contract'::regclass)")) {
                scans.next();
                assertThat(scans.getLong(1)).isEqualTo(1);
                assertThat(scans.getLong(2)).isZero();
            }
        }
    }
}
