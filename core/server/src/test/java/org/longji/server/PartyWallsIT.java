package org.longji.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.longji.server.Api.DAQING;
import static org.longji.server.Api.HARBIN;
import static org.longji.server.Api.PROVINCE;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.longji.server.SampleContract.Party;

@ExtendWith(LongjiServer.class)
@DisplayName("Applicants stay with their own organisation, and jobs in the tenant that ordered them")
class PartyWallsIT {

    private static final Party SELLER = new Party("12230103FGF1LYQP3T", "哈尔滨松江大学（演示）", "UNIVERSITY", 230103);
    private static final Party BUYER = new Party("91230604EWNG4M6U05", "大庆北辰装备有限公司（演示）", "ENTERPRISE", 230604);

    @Test
    @DisplayName("an applicant's lists hold contracts and entitlements of the own organisation alone")
    void ownOrganisation(LongjiServer.Running longji) {
        var administrator = Api.as(longji, "harbin.admin");
        var together = SampleContract.between("双方的合同", SELLER, BUYER)
                .with("contractAmount", (3_000_000 + System.currentTimeMillis() % 1_000_000) + ".00")
                .with("technologyAmount", "1.00")
                .registeredOn("2018-02-06")
                .received("2018-07-01", "1000000.00");
        var foreign = SampleContract.inHarbin("别人的合同").registeredOn("2018-02-06");
        administrator.succeeded(administrator
                .upload(HARBIN, "parties.csv", SampleContract.csv(together, foreign), "ALL_OR_NOTHING")
                .expect(202));
        administrator.assess(HARBIN, 2018);
        var ours = administrator
                .read(Api.tenant(HARBIN, "contracts?q=" + foreign.provider.creditCode()))
                .path("items")
                .path(0);
        for (var party : List.of(SELLER, BUYER)) {
            var applicant = Api.as(longji, party == SELLER ? "applicant.seller" : "applicant.buyer");
            var contracts = applicant.all(Api.tenant(PROVINCE, "contracts"));
            assertThat(contracts)
                    .isNotEmpty()
                    .allSatisfy(contract -> assertThat(List.of(
                                    contract.path("provider").path("creditCode").asText(),
                                    contract.path("recipient")
                                            .path("creditCode")
                                            .asText()))
                            .contains(party.creditCode()));
            assertThat(contracts.stream().map(contract -> contract.path("title").asText()))
                    .contains("双方的合同");
            assertThat(applicant.all(Api.tenant(PROVINCE, "entitlements")))
                    .isNotEmpty()
                    .allSatisfy(entitlement -> assertThat(entitlement
                                    .path("beneficiary")
                                    .path("creditCode")
                                    .asText())
                            .isEqualTo(party.creditCode()));
            applicant
                    .get(Api.tenant(PROVINCE, "contracts/" + ours.path("id").asText()))
                    .problem(404, "NOT_FOUND");
            applicant
                    .get(Api.tenant(HARBIN, "contracts/" + ours.path("id").asText() + "/receipts"))
                    .problem(404, "NOT_FOUND");
            applicant
                    .get(Api.tenant(
                            HARBIN,
                            "organizations/"
                                    + ours.path("provider")
                                            .path("organizationId")
                                            .asText()))
                    .problem(404, "NOT_FOUND");
            applicant
                    .put(
                            Api.tenant(HARBIN, "contracts/" + ours.path("id").asText() + "/side-election"),
                            "{\"year\":2018,\"side\":\"PROVIDER\"}")
                    .problem(404, "NOT_FOUND");
            applicant
                    .post(
                            Api.tenant(HARBIN, "contracts/" + ours.path("id").asText() + "/receipts"),
                            Map.of("receivedOn", "2018-08-01", "received", "1.00"))
                    .problem(404, "NOT_FOUND");
            for (var officers : List.of("jobs", "journal", "journal/verification", "accounts", "imports/template")) {
                applicant.get(Api.tenant(HARBIN, officers)).problem(403, "NOT_PERMITTED");
            }
            applicant.post(Api.tenant(HARBIN, "assessments"), "{\"year\":2018}").problem(403, "NOT_PERMITTED");
        }
    }

    @Test
    @DisplayName("an applicant may name a counterpart the office knows already, and learns nothing of it but its name")
    void knownCounterpart(LongjiServer.Running longji) {
        var counterpart = Party.enterprise(HARBIN);
        var form = counterpart.form();
        form.put("contactPhone", "13812345678");
        form.put("bankAccount", "6222000011112222");
        var recorded = Api.as(longji, "harbin.admin")
                .post(Api.tenant(HARBIN, "organizations"), form)
                .expect(201);
        var organization =
                Api.tenant(HARBIN, "organizations/" + recorded.path("id").asText());
        var seller = Api.as(longji, "applicant.seller");
        seller.get(organization).problem(404, "NOT_FOUND");
        var draft = seller.post(
                        Api.tenant(HARBIN, "contracts"),
                        SampleContract.between("与已备案单位签约", SELLER, counterpart)
                                .with("signedOn", "2026-02-02")
                                .form())
                .expect(201);
        assertThat(draft.path("recipient").path("organizationId").asText())
                .isEqualTo(recorded.path("id").asText());
        var seen = seller.read(organization);
        assertThat(seen.path("name").asText()).isEqualTo(counterpart.name());
        assertThat(seen.toString()).doesNotContain("13812345678", "6222000011112222");
    }

    @Test
    @DisplayName("the buyer never sees the seller's draft, not in a list, a search or a figure")
    void draftsStayPrivate(LongjiServer.Running longji) {
        var seller = Api.as(longji, "applicant.seller");
        var buyer = Api.as(longji, "applicant.buyer");
        var draft = seller.post(
                        Api.tenant(HARBIN, "contracts"),
                        SampleContract.between("只是草稿", SELLER, BUYER)
                                .with("signedOn", "2026-02-02")
                                .with("contractAmount", (4_000_000 + System.currentTimeMillis() % 1_000_000) + ".00")
                                .with("technologyAmount", "1.00")
                                .form())
                .expect(201);
        var id = draft.path("id").asText();
        buyer.get(Api.tenant(HARBIN, "contracts/" + id)).problem(404, "NOT_FOUND");
        for (var list : List.of("contracts", "contracts?status=DRAFT", "contracts?q=" + SELLER.creditCode())) {
            assertThat(buyer.all(Api.tenant(PROVINCE, list)))
                    .noneMatch(contract -> contract.path("id").asText().equals(id))
                    .noneMatch(contract -> contract.path("status").asText().equals("DRAFT")
                            && !contract.path("provider")
                                    .path("creditCode")
                                    .asText()
                                    .equals(BUYER.creditCode()));
        }
        buyer.post(Api.tenant(HARBIN, "contracts/" + id + "/submission"), "").problem(404, "NOT_FOUND");
        assertThat(seller.all(Api.tenant(HARBIN, "contracts?status=DRAFT")))
                .anyMatch(contract -> contract.path("id").asText().equals(id));
    }

    @Test
    @DisplayName("Daqing's assessment decides nothing in Harbin, and its import writes nothing there")
    void jobsStayHome(LongjiServer.Running longji) {
        var harbin = Api.as(longji, "harbin.admin");
        var daqing = Api.as(longji, "daqing.admin");
        var contract = SampleContract.inHarbin("大庆不得评定")
                .with("signedOn", "2026-01-05")
                .with("affiliatedParties", "否")
                .with("landedInProvince", "是")
                .with("titleTransferred", "是")
                .registeredOn("2026-01-20")
                .received("2026-02-02", "5000000.00");
        harbin.succeeded(harbin.upload(HARBIN, "home.csv", SampleContract.csv(contract), "ALL_OR_NOTHING")
                .expect(202));
        var id = harbin.read(Api.tenant(HARBIN, "contracts?q=" + contract.provider.creditCode()))
                .path("items")
                .path(0)
                .path("id")
                .asText();
        var decisions = Api.tenant(HARBIN, "entitlements?year=2026&contract=" + id);
        daqing.assess(DAQING, 2026);
        assertThat(harbin.all(decisions)).isEmpty();
        harbin.assess(HARBIN, 2026);
        assertThat(harbin.all(decisions)).isNotEmpty();

        var intruder = SampleContract.inHarbin("大庆不得导入").with("tenant", Integer.toString(HARBIN));
        var job = daqing.imported(DAQING, "intruder.csv", SampleContract.csv(intruder), "GOOD_ROWS");
        assertThat(job.path("counts").path("rejected").asInt()).isEqualTo(1);
        assertThat(harbin.all(Api.tenant(HARBIN, "contracts?q=" + intruder.provider.creditCode())))
                .isEmpty();
        assertThat(harbin.all(Api.tenant(HARBIN, "organizations?q=" + intruder.provider.creditCode())))
                .isEmpty();
        assertThat(harbin.read(Api.tenant(HARBIN, "journal?limit=200")).path("items"))
                .isNotEmpty()
                .noneMatch(entry -> entry.path("actor").asText().startsWith("daqing"));
    }
}
