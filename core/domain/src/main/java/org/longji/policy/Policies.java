package org.longji.policy;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.Dependent;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.longji.plugin.api.LegalBasis;
import org.longji.plugin.api.Text;
import org.longji.pluginhost.PolicyDefinition;
import org.longji.shared.Json;
import org.longji.shared.Row;
import org.longji.shared.Sha256;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;

/** The policy versions a scope can see: its own, those below it, and those it inherits from above. */
@Dependent
public class Policies {

    /** All versions visible to the running transaction, by policy and beginning. */
    public List<PolicyVersion> visible(EntityManager em) {
        return Sql.query(em, "select * from policy_version order by policy_id, tenant, valid_from", Policies::version);
    }

    /** Puts a version on record, replacing an earlier text of the same version; true when anything changed. */
    boolean put(EntityManager em, PolicyVersion version) {
        var hash = Sha256.hex(Json.write(version));
        version.definition().ifPresent(definition -> keep(em, version.tenant(), definition));
        return Sql.update(
                        em,
                        """
                        insert into policy_version (tenant, upper_code, policy_id, version, plugin_id, title_zh, title_en, document, article,
                            valid_from, valid_until, clock, computable, exclusivity, exclusivity_document, exclusivity_article, cap_scope, cap_parameter, note, parameters, hash,
                            language, definition)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (tenant, policy_id, version) do update set plugin_id = excluded.plugin_id,
                            title_zh = excluded.title_zh, title_en = excluded.title_en, document = excluded.document, article = excluded.article,
                            valid_from = excluded.valid_from, valid_until = excluded.valid_until, clock = excluded.clock,
                            computable = excluded.computable, exclusivity = excluded.exclusivity,
                            exclusivity_document = excluded.exclusivity_document, exclusivity_article = excluded.exclusivity_article, cap_scope = excluded.cap_scope,
                            cap_parameter = excluded.cap_parameter, note = excluded.note, parameters = excluded.parameters,
                            hash = excluded.hash, language = excluded.language, definition = excluded.definition
                        where policy_version.hash <> excluded.hash
                        """,
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
                        hash,
                        version.definition().map(PolicyDefinition::language),
                        version.definition().map(PolicyDefinition::text))
                > 0;
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
                row.optionalDate("valid_until"),
                row.constant("clock", GoverningClock.class),
                row.bool("computable"),
                row.constant("exclusivity", Exclusivity.class),
                row.optionalText("exclusivity_document")
                        .map(document -> LegalBasis.of(document, row.text("exclusivity_article"))),
                row.optionalConstant("cap_scope", CapScope.class)
                        .map(scope -> new PolicyVersion.Cap(scope, row.text("cap_parameter"))),
                row.optionalText("note"),
                parameters(row.text("parameters")),
                row.optionalText("language").map(language -> new PolicyDefinition(language, row.text("definition"))));
    }

    private static Map<String, List<DatedValue>> parameters(String json) {
        try {
            return Json.mapper().readValue(json, new TypeReference<LinkedHashMap<String, List<DatedValue>>>() {});
        } catch (IOException e) {
            throw new IllegalStateException("Stored parameters are not readable", e);
        }
    }

    /** The versions of {@code versions} that apply to contracts of a division, one line per policy and enacting tenant. */
    public static List<List<PolicyVersion>> lines(List<PolicyVersion> versions, int division) {
        var lines = new LinkedHashMap<String, List<PolicyVersion>>();
        for (var version : versions) {
            if (version.covers(division)) {
                lines.computeIfAbsent(version.policyId() + "@" + version.tenant(), key -> new ArrayList<>())
                        .add(version);
            }
        }
        return List.copyOf(lines.values());
    }
}
