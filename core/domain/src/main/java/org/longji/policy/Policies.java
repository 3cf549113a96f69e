package org.longji.policy;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.Dependent;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.longji.plugin.api.LegalBasis;
import org.longji.plugin.api.Text;
import org.longji.pluginhost.PolicyDefinition;
import org.longji.shared.Json;
import org.longji.shared.Row;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;

/** The policy versions a scope can see: its own, those below it, and those it inherits from above. */
@Dependent
public class Policies {

    // The last day is the one written in the version, or an earlier one set since.
    private static final String SELECT =
            "select p.*, least(p.valid_until, p.ended_on) as last_day from policy_version p";

    /** All versions visible to the running transaction, by policy and beginning. */
    public List<PolicyVersion> visible(EntityManager em) {
        return Sql.query(em, SELECT + " order by policy_id, tenant, valid_from", Policies::version);
    }

    /** The versions of one policy visible to the running transaction, with what became of them. */
    List<EnactedVersion> enacted(EntityManager em, String policyId) {
        return Sql.query(em, SELECT + " where policy_id = ? order by tenant, valid_from", Policies::enacted, policyId);
    }

    /** All versions visible to the running transaction, with what became of them. */
    List<EnactedVersion> enacted(EntityManager em) {
        return Sql.query(em, SELECT + " order by policy_id, tenant, valid_from", Policies::enacted);
    }

    static EnactedVersion enacted(Row row) {
        return new EnactedVersion(
                version(row),
                row.constant("origin", Origin.class),
                row.text("hash"),
                row.optionalDate("ended_on"),
                row.optionalText("drafted_by"),
                row.optionalText("enacted_by"),
                row.optionalInstant("enacted_at"),
                row.optionalUuid("backtest_id"),
                row.optionalText("cases"),
                row.integer("revision"));
    }

    private static final String COLUMNS = """
            tenant, upper_code, policy_id, version, plugin_id, title_zh, title_en, document, article, valid_from, valid_until, clock,
            computable, exclusivity, exclusivity_document, exclusivity_article, cap_scope, cap_parameter, note, parameters, hash,
            language, definition, terms""";

    /** Puts a version of the configuration on record, replacing an earlier text of the same version; true when anything changed. */
    boolean put(EntityManager em, PolicyVersion version) {
        version.definition().ifPresent(definition -> keep(em, version.tenant(), definition));
        return Sql.update(
                        em,
                        "insert into policy_version (" + COLUMNS + ")"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                                + """
                                 on conflict (tenant, policy_id, version) do update set plugin_id = excluded.plugin_id,
                                    title_zh = excluded.title_zh, title_en = excluded.title_en, document = excluded.document, article = excluded.article,
                                    valid_from = excluded.valid_from, valid_until = excluded.valid_until, clock = excluded.clock,
                                    computable = excluded.computable, exclusivity = excluded.exclusivity,
                                    exclusivity_document = excluded.exclusivity_document, exclusivity_article = excluded.exclusivity_article, cap_scope = excluded.cap_scope,
                                    cap_parameter = excluded.cap_parameter, note = excluded.note, parameters = excluded.parameters,
                                    hash = excluded.hash, language = excluded.language, definition = excluded.definition,
                                    terms = excluded.terms
                                where policy_version.hash <> excluded.hash and policy_version.origin = 'CONFIGURATION'
                                """,
                        columns(version).toArray())
                > 0;
    }

    /** Makes a version law; its worked cases stay beside it. */
    void enact(
            EntityManager em,
            PolicyVersion version,
            Optional<String> cases,
            String draftedBy,
            String enactedBy,
            UUID backtest) {
        version.definition().ifPresent(definition -> keep(em, version.tenant(), definition));
        var values = columns(version);
        values.addAll(List.of(cases, draftedBy, enactedBy, backtest));
        Sql.update(
                em,
                "insert into policy_version (" + COLUMNS
                        + ", cases, drafted_by, enacted_by, backtest_id, origin, enacted_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'CONSOLE', now())",
                values.toArray());
    }

    private static List<Object> columns(PolicyVersion version) {
        return new ArrayList<>(List.of(
                version.tenant(),
                TenantScope.upperCode(version.tenant()),
                version.policyId(),
                version.version(),
                version.pluginId(),
                version.title().zh(),
                version.title().en(),
                version.document(),
                version.article(),
                version.from(),
                version.until(),
                version.clock(),
                version.computable(),
                version.exclusivity(),
                version.exclusivityBasis().map(LegalBasis::document),
                version.exclusivityBasis().map(LegalBasis::article),
                version.cap().map(PolicyVersion.Cap::scope).map(Enum::name),
                version.cap().map(PolicyVersion.Cap::parameter),
                version.note(),
                Json.write(version.parameters()),
                version.hash(),
                version.definition().map(PolicyDefinition::language),
                version.definition().map(PolicyDefinition::text),
                version.terms().map(Json::write)));
    }

    /** Keeps a definition for good: what decides is replaced by later texts, what decided is not. */
    private static void keep(EntityManager em, int tenant, PolicyDefinition definition) {
        Sql.update(
                em,
                "insert into policy_definition (tenant, upper_code, hash, language, definition) values (?, ?, ?, ?, ?)"
                        + " on conflict do nothing",
                tenant,
                TenantScope.upperCode(tenant),
                definition.hash(),
                definition.language(),
                definition.text());
    }

    /** A definition of a tenant by its hash, whether it is still in force or not. */
    public Optional<PolicyDefinition> definition(EntityManager em, int tenant, String hash) {
        return Sql.first(
                em,
                "select language, definition from policy_definition where tenant = ? and hash = ?",
                row -> new PolicyDefinition(row.text("language"), row.text("definition")),
                tenant,
                hash);
    }

    private static PolicyVersion version(Row row) {
        return new PolicyVersion(
                row.integer("tenant"),
                row.text("policy_id"),
                row.text("version"),
                row.text("plugin_id"),
                new Text(row.text("title_zh"), row.text("title_en")),
                row.text("document"),
                row.text("article"),
                row.date("valid_from"),
                row.optionalDate("last_day"),
                row.constant("clock", GoverningClock.class),
                row.bool("computable"),
                row.constant("exclusivity", Exclusivity.class),
                row.optionalText("exclusivity_document")
                        .map(document -> LegalBasis.of(document, row.text("exclusivity_article"))),
                row.optionalConstant("cap_scope", CapScope.class)
                        .map(scope -> new PolicyVersion.Cap(scope, row.text("cap_parameter"))),
                row.optionalText("note"),
                parameters(row.text("parameters")),
                row.optionalText("language").map(language -> new PolicyDefinition(language, row.text("definition"))),
                row.optionalText("terms").map(terms -> Json.read(terms, HostTerms.class)));
    }

    private static Map<String, List<DatedValue>> parameters(String json) {
        try {
            return Json.mapper().readValue(json, new TypeReference<LinkedHashMap<String, List<DatedValue>>>() {});
        } catch (IOException e) {
            throw new IllegalStateException("Stored parameters are not readable", e);
        }
    }

    /**
     * The versions of {@code versions} that apply to contracts of a division, one line per policy: the nearest tenant's
     * first, so that the first one in force on a day is the one that answers (ADR 0021).
     */
    public static List<List<PolicyVersion>> lines(List<PolicyVersion> versions, int division) {
        var lines = new LinkedHashMap<String, List<PolicyVersion>>();
        for (var version : versions) {
            if (version.covers(division)) {
                lines.computeIfAbsent(version.policyId(), key -> new ArrayList<>())
                        .add(version);
            }
        }
        // Of two tenants above one division the lower one has the higher code.
        lines.values()
                .forEach(line -> line.sort(
                        Comparator.comparing(PolicyVersion::tenant).reversed().thenComparing(PolicyVersion::from)));
        return List.copyOf(lines.values());
    }
}
