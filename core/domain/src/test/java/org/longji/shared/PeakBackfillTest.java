package org.longji.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A database that already holds decisions is brought on: nothing is lost, and the most they gave is what they give. */
class PeakBackfillTest {

    private static final UUID CONTRACT = UUID.fromString("00000000-0000-0000-0000-0000000000c1");

    private static String entitlement(String id, String policy, String status, String amount, String decidedAt) {
        return "insert into entitlement (id, tenant, contract_id, year, policy_tenant, policy_id, policy_version, side,"
                + " beneficiary_code, status, assessed_amount, entitled_amount, record, record_hash, plugin_id, plugin_version, plugin_hash,"
                + " decided_at)"
                + " values ('00000000-0000-0000-0000-0000000000" + id + "', 230100, '" + CONTRACT + "', 2019, 230000, '"
                + policy + "', '1', 'RECIPIENT', 'B', '" + status + "', " + amount + ", " + amount
                + ", '{}', 'hash', 'plugin', '1', 'archive', '" + decidedAt + "')";
    }

    @Test
    @DisplayName("V0023: what stands of a decision is the most it gave, by its version and on its day in China")
    void peaks() throws SQLException {
        var database = TestDatabase.at("22").withTenants(230100);
        database.asOwner(
                "insert into organization (id, tenant, credit_code, name, kind, division) values"
                        + " ('00000000-0000-0000-0000-0000000000a1', 230100, 'A', '卖', 'UNIVERSITY', 230103),"
                        + " ('00000000-0000-0000-0000-0000000000b1', 230100, 'B', '买', 'ENTERPRISE', 230604)",
                "insert into contract (id, tenant, identity_key, registration_number, status, title, type, subtype, signed_on,"
                        + " registered_on, provider_id, provider_code, provider_name, provider_kind, provider_division,"
                        + " recipient_id, recipient_code, recipient_name, recipient_kind, recipient_division, contract_amount,"
                        + " declared_technology_amount) values ('" + CONTRACT
                        + "', 230100, sha256('c'), '2301002019000001', 'REGISTERED', '合同', 'TRANSFER', '21', '2019-01-15', '2019-01-20',"
                        + " '00000000-0000-0000-0000-0000000000a1', 'A', '卖', 'UNIVERSITY', 230103,"
                        + " '00000000-0000-0000-0000-0000000000b1', 'B', '买', 'ENTERPRISE', 230604, 900.00, 900.00)",
                entitlement("e1", "award", "ENTITLED", "150000.25", "2020-03-31T17:00:00Z"),
                entitlement("e2", "other", "NOT_ENTITLED", "0.00", "2020-03-31T15:59:59Z"));
        database.migrate();
        var rows = new ArrayList<String>();
        try (var connection = database.superuser();
                var statement = connection.createStatement();
                var found = statement.executeQuery(
                        "select policy_id, entitled_amount, peak_amount, peak_policy_tenant, peak_version, peak_on, lowered_on,"
                                + " subject_id from entitlement order by policy_id")) {
            while (found.next()) {
                rows.add(String.join(
                        " ",
                        found.getString(1),
                        found.getString(2),
                        found.getString(3),
                        found.getString(4),
                        found.getString(5),
                        found.getString(6),
                        found.getString(7),
                        found.getString(8)));
            }
        }
        assertThat(rows)
                .isEqualTo(List.of(
                        // Five in the afternoon in London is the next day in China.
                        "award 150000.25 150000.25 230000 1 2020-04-01 null " + CONTRACT,
                        "other 0.00 0.00 230000 1 2020-03-31 null " + CONTRACT));
        // What the new constraint admits it admits for the old rows too.
        database.asOwner("update entitlement set status = 'AWAITING_ALLOCATION' where policy_id = 'other'");
    }
}
