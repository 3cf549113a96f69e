package org.longji.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.longji.server.Api.HARBIN;
import static org.longji.server.Api.PROVINCE;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LongjiServer.class)
@DisplayName("The figures of a year add up, and nobody sees more in them than in the rows")
class OverviewIT {

    private static BigDecimal sum(JsonNode items, String field) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> new BigDecimal(item.path(field).asText()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal figure(JsonNode overview, String field) {
        return new BigDecimal(overview.path(field).asText());
    }

    @Test
    @DisplayName("the prefectures together are the province, also for money due where nothing was signed that year")
    void prefecturesAddUp(LongjiServer.Running longji) {
        var province = Api.as(longji, "province.admin");
        // Money of 2019 in a county that signed nothing in 2019.
        var idle = StreamSupport.stream(
                        Api.as(longji, "harbin.admin")
                                .read(Api.tenant(HARBIN, "overview?year=2019"))
                                .path("children")
                                .spliterator(),
                        false)
                .filter(county -> county.path("contracts").asInt() == 0)
                .findFirst()
                .orElseThrow()
                .path("code")
                .asInt();
        var contract = SampleContract.inHarbin("当年没有签约的区县")
                .with("tenant", Integer.toString(idle))
                .registeredOn("2018-02-06")
                .with("electedSide", "买方")
                .received("2019-07-01", "1000000.00");
        province.succeeded(province.upload(PROVINCE, "idle.csv", SampleContract.csv(contract), "ALL_OR_NOTHING")
                .expect(202));
        province.assess(PROVINCE, 2019);
        for (int year = 2016; year <= 2025; year++) {
            var overview = settled(province, year);
            var children = overview.path("children");
            for (var field : new String[] {"contracts", "contractAmount", "entitled"}) {
                assertThat(sum(children, field))
                        .as("%s of %s", field, year)
                        .isEqualByComparingTo(figure(overview, field));
            }
            assertThat(sum(overview.path("byType"), "contracts")).isEqualByComparingTo(figure(overview, "contracts"));
        }
        var county = province.read(Api.tenant(idle, "overview?year=2019"));
        assertThat(county.path("contracts").asInt()).isZero();
        assertThat(county.path("entitled").asText()).isEqualTo("300000.00");
    }

    /** Read when no job was changing the figures between their statements. */
    private static JsonNode settled(Api province, int year) {
        var path = Api.tenant(PROVINCE, "overview?year=" + year);
        var latest = new JsonNode[] {province.read(path)};
        Api.until("the figures of " + year + " to stand still", () -> {
            var before = latest[0];
            latest[0] = province.read(path);
            return latest[0].equals(before);
        });
        return latest[0];
    }

    @Test
    @DisplayName("an applicant's figures are those of the own contracts")
    void applicantsFigures(LongjiServer.Running longji) {
        var applicant = Api.as(longji, "applicant.seller");
        var registered = applicant.all(Api.tenant(PROVINCE, "contracts?status=REGISTERED&year=2021"));
        var overview = applicant.read(Api.tenant(PROVINCE, "overview?year=2021"));
        assertThat(overview.path("contracts").asInt()).isEqualTo(registered.size());
        assertThat(figure(overview, "contractAmount"))
                .isEqualByComparingTo(registered.stream()
                        .map(contract -> figure(contract, "contractAmount"))
                        .reduce(BigDecimal.ZERO, BigDecimal::add));
    }
}
