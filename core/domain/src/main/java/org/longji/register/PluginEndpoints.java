package org.longji.register;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.longji.plugin.api.Text;
import org.longji.plugin.api.endpoint.Request;
import org.longji.plugin.api.endpoint.Response;
import org.longji.plugin.api.register.Actor;
import org.longji.plugin.api.register.Contracts;
import org.longji.plugin.api.register.Rows;
import org.longji.pluginhost.EndpointHandle;
import org.longji.pluginhost.Label;
import org.longji.setting.SettingsBook;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.Clocks;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Transactions;

/**
 * Asks the endpoints of plugins. An endpoint looks at what a register's function may look at, in a transaction of whoever asks: an
 * applicant's sees the own rows and those open to all, because the database shows no others.
 */
@Dependent
public class PluginEndpoints {

    private final Transactions transactions;
    private final RegisterCatalogue catalogue;
    private final Clock clock;

    @Inject
    public PluginEndpoints(Transactions transactions, RegisterCatalogue catalogue, Clock clock) {
        this.transactions = transactions;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** An endpoint that the caller may ask. */
    public record Entry(String endpoint, Label label) {}

    /** The endpoints of a plugin that the caller may ask at a tenant. */
    public List<Entry> entries(Caller caller, int tenant, String plugin) {
        return open(caller, tenant, plugin).stream()
                .map(endpoint -> new Entry(endpoint.id(), Label.of(endpoint.words())))
                .toList();
    }

    private List<EndpointHandle> open(Caller caller, int tenant, String plugin) {
        caller.scope(tenant, Capability.REGISTER_READ);
        var roles = Standing.actingAt(caller, tenant);
        return catalogue.endpointsOf(tenant, plugin).stream()
                .filter(endpoint -> endpoint.by().stream().anyMatch(roles::contains))
                .toList();
    }

    /** The same as an OpenAPI document, with the records as schemas. */
    public Map<String, Object> described(Caller caller, int tenant, String plugin) {
        var paths = new LinkedHashMap<String, Object>();
        var open = open(caller, tenant, plugin);
        for (var endpoint : open) {
            var described = new LinkedHashMap<String, Object>();
            described.put("operationId", endpoint.id());
            described.put("summary", endpoint.words().en());
            described.put("description", endpoint.words().zh());
            described.put("requestBody", Map.of("required", true, "content", json(endpoint.inputSchema())));
            var responses = new LinkedHashMap<String, Object>();
            responses.put("200", Map.of("description", "The answer", "content", json(endpoint.outputSchema())));
            responses.put("409", Map.of("description", "Why there is no answer, as a problem"));
            responses.put("422", Map.of("description", "What is wrong with the question, as a problem"));
            described.put("responses", responses);
            paths.put(
                    "/api/v1/tenants/" + tenant + "/plugins/" + plugin + "/endpoints/" + endpoint.id(),
                    Map.of("post", described));
        }
        var document = new LinkedHashMap<String, Object>();
        document.put("openapi", "3.1.0");
        document.put(
                "info",
                Map.of(
                        "title",
                        plugin,
                        "version",
                        open.isEmpty() ? "" : open.get(0).pluginVersion()));
        document.put("paths", paths);
        return document;
    }

    private static Map<String, Object> json(Map<String, Object> schema) {
        return Map.of("application/json", Map.of("schema", schema));
    }

    /** The tree of the answer to a question. */
    public Map<String, Object> ask(Caller caller, int tenant, String plugin, String id, Map<String, Object> question) {
        var scope = caller.scope(tenant, Capability.REGISTER_READ);
        var endpoint = catalogue.endpointsOf(tenant, plugin).stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", plugin + "/" + id)));
        var actor = Standing.actor(caller, tenant);
        if (endpoint.by().stream().noneMatch(actor.roles()::contains)) {
            throw new ProblemException(
                    Problem.NOT_PERMITTED, Map.of("capability", plugin + "/" + id, "tenant", tenant));
        }
        RowWriter.refuse(endpoint.faults(question), "");
        var outcome = transactions.within(
                scope, em -> endpoint.ask(new Lent(em, endpoint, tenant, actor, endpoint.read(question))));
        if (outcome.response() instanceof Response.Refused<Record> refused) {
            RowWriter.refuse(
                    refused.obstacles(),
                    new Text(endpoint.words().zh(), endpoint.words().en()));
        }
        return outcome.tree();
    }

    /** What an endpoint is lent for one question. */
    private final class Lent implements Request<Record> {

        private final EntityManager em;
        private final EndpointHandle endpoint;
        private final int tenant;
        private final Actor actor;
        private final Record input;
        private final LocalDateTime now =
                LocalDateTime.ofInstant(clock.instant(), Clocks.CHINA).truncatedTo(ChronoUnit.SECONDS);
        private final Rows rows;

        Lent(EntityManager em, EndpointHandle endpoint, int tenant, Actor actor, Record input) {
            this.em = em;
            this.endpoint = endpoint;
            this.tenant = tenant;
            this.actor = actor;
            this.input = input;
            this.rows = new HostRows(em, endpoint.pluginId(), endpoint.registers(), tenant, now.toLocalDate());
        }

        @Override
        public Record input() {
            return input;
        }

        @Override
        public int tenant() {
            return tenant;
        }

        @Override
        public LocalDateTime now() {
            return now;
        }

        @Override
        public Actor actor() {
            return actor;
        }

        @Override
        public Rows rows() {
            return rows;
        }

        @Override
        public Contracts contracts() {
            return HostContracts.lent(em, tenant, endpoint.needs(), "endpoint " + endpoint.id());
        }

        @Override
        public <S extends Record> S settings(Class<S> type) {
            return SettingsBook.chosen(em, endpoint.pluginId(), endpoint.settings(), tenant, now.toLocalDate(), type);
        }
    }
}
