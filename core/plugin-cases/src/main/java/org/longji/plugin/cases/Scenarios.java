package org.longji.plugin.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A file of cases for one policy, each a sentence with a date.
 *
 * @param policy id of the policy
 * @param scenarios the cases
 * @param unsupported what the policy declares it does not support, for check 15; {@code null} if it declares nothing
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Scenarios(
        String policy, List<Scenario> scenarios, @Nullable Set<PolicyBehavior> unsupported) {

    /** Takes a copy. */
    public Scenarios {
        scenarios = List.copyOf(scenarios);
    }

    /** Cases of a policy class, whose test class says what it supports. */
    public Scenarios(String policy, List<Scenario> scenarios) {
        this(policy, scenarios, null);
    }

    /**
     * Reads the cases; what a case leaves out comes from the file's {@code defaults}, and of a sequence what it says of the
     * settings holds on.
     *
     * @param file the YAML file
     * @return the cases
     * @throws java.io.UncheckedIOException if the file cannot be read
     * @throws IllegalArgumentException if a case has a key nobody knows
     */
    public static Scenarios read(Path file) {
        return read(file, 0);
    }

    /**
     * Reads the cases for the policy of a tenant: a party of which nothing is said is an enterprise in that tenant.
     *
     * @param file the YAML file
     * @param tenant division of the tenant, 0 if parties without one are nowhere
     * @return the cases
     */
    public static Scenarios read(Path file, int tenant) {
        return read(WrittenFile.of(file), tenant);
    }

    /** The same from a text. */
    public static Scenarios read(WrittenFile file, int tenant) {
        File read;
        try {
            read = Yaml.MAPPER.treeToValue(file.read(JsonNode.class), File.class);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new InvalidFile(file, InvalidFile.pointer(e), e.getOriginalMessage());
        }
        ObjectNode defaults = read.defaults() == null ? Yaml.MAPPER.createObjectNode() : read.defaults();
        String list = read.scenarios() == null ? "/cases" : "/scenarios";
        List<ObjectNode> written = read.scenarios() == null ? read.cases() : read.scenarios();
        List<Scenario> scenarios = new ArrayList<>();
        for (int i = 0; written != null && i < written.size(); i++) {
            scenarios.add(new Reader(file, tenant).scenario(defaults, written.get(i), list + "/" + i));
        }
        if (scenarios.isEmpty()) {
            throw new InvalidFile(file, "", "there are no cases");
        }
        return new Scenarios(read.policy(), scenarios, read.unsupported());
    }

    /**
     * Refuses cases that belong to another policy.
     *
     * @param file where they stand
     * @param policyId the policy they are to be put to
     * @return these cases
     */
    public Scenarios of(WrittenFile file, String policyId) {
        if (!policy.equals(policyId)) {
            throw new InvalidFile(file, "/policy", "the cases belong to " + policy + ", the measure is " + policyId);
        }
        return this;
    }

    private record Reader(WrittenFile file, int tenant) {

        Scenario scenario(ObjectNode defaults, ObjectNode own, String pointer) {
            try {
                Scenario read = Yaml.MAPPER.treeToValue(complete(defaults, own), Scenario.class);
                return tenant == 0 ? read : read.in(tenant);
            } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                throw new InvalidFile(file, pointer + InvalidFile.pointer(e), e.getOriginalMessage());
            }
        }

        /** Lays the case over the defaults, and over the case before it in a sequence. */
        private ObjectNode complete(ObjectNode defaults, ObjectNode own) {
            ObjectNode given = own.get("given") instanceof ObjectNode node ? node : Yaml.MAPPER.createObjectNode();
            ObjectNode complete = own.deepCopy();
            ObjectNode facts = Yaml.overlay(defaults, given);
            if (own.get("then") instanceof ArrayNode later) {
                ArrayNode completed = complete.putArray("then");
                for (JsonNode next : later) {
                    completed.add(next instanceof ObjectNode object ? complete(facts, settled(own, object)) : next);
                }
            }
            days(complete, facts);
            complete.set("given", facts);
            return complete;
        }

        private static ObjectNode settled(ObjectNode before, ObjectNode own) {
            if (!(before.get("settings") instanceof ObjectNode settings)) {
                return own;
            }
            ObjectNode complete = own.deepCopy();
            complete.set("settings", Yaml.overlay(settings, complete.withObject("settings")));
            return complete;
        }

        /** A case without a governing date is governed by its contract's registration, or else by the end of its year. */
        private static void days(ObjectNode complete, ObjectNode facts) {
            if (!complete.has("on")) {
                JsonNode registered = facts.path("contract").path("registeredOn");
                if (registered.isTextual() && !facts.has("year")) {
                    complete.set("on", registered);
                } else if (facts.has("year")) {
                    complete.put("on", facts.path("year").asText() + "-12-31");
                }
            }
            if (!facts.has("year") && complete.path("on").asText().length() >= 4) {
                facts.put("year", complete.path("on").asText().substring(0, 4));
            }
        }
    }

    private record File(
            String policy,
            @Nullable ObjectNode defaults,
            @Nullable Set<PolicyBehavior> unsupported,
            @Nullable List<ObjectNode> scenarios,
            @Nullable List<ObjectNode> cases) {}
}
