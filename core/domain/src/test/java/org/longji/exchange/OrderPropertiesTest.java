package org.longji.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.longji.register.OfferHouse.HARBIN;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.longji.register.RowDetails;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;

@Label("Packages in any order, any of them twice")
class OrderPropertiesTest {

    private static ExchangeHouse house() {
        try {
            return new ExchangeHouse(Files.createTempDirectory("longji-exchange"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How the row of a key ends: its title, or that it was withdrawn. */
    private static Map<String, String> standing(ExchangeHouse house) {
        List<Map.Entry<String, Optional<UUID>>> latest = house.offers.transactions.within(
                TenantScope.exactly(HARBIN),
                em -> Sql.query(
                        em,
                        "select key, case when withdrawn then null else row_id end as row_id from exchange_listing"
                                + " where tenant = ?",
                        row -> Map.entry(row.text("key"), row.optionalUuid("row_id")),
                        HARBIN));
        var standing = new TreeMap<String, String>();
        latest.forEach(one -> standing.put(
                one.getKey(),
                one.getValue()
                        .map(id -> house.offers.row(HARBIN, id))
                        .map(row -> row.state() + " " + row.data().get("title"))
                        .orElse("WITHDRAWN")));
        return standing;
    }

    @Property(tries = 12, shrinking = ShrinkingMode.OFF)
    @Label("end as the highest revision of each listing says, and taking them again changes no row")
    void anyOrder(
            @ForAll @IntRange(min = 1, max = 4) int keys,
            @ForAll @IntRange(min = 1, max = 6) int revisions,
            @ForAll @IntRange(min = 1, max = 5) int packages,
            @ForAll long seed) {
        var random = new Random(seed);
        var lines = new ArrayList<String>();
        var expected = new TreeMap<String, String>();
        for (int key = 1; key <= keys; key++) {
            for (int revision = 1; revision <= revisions; revision++) {
                boolean withdrawn = random.nextInt(4) == 0;
                lines.add("K" + key + "," + revision + "," + (withdrawn ? "отозвано" : "действует") + ",1,题" + key + "第"
                        + revision + ",,,");
                expected.put("K" + key, withdrawn ? "WITHDRAWN" : "RECEIVED 题" + key + "第" + revision);
            }
        }
        Collections.shuffle(lines, random);
        var files = new ArrayList<byte[]>();
        for (int i = 0; i < packages; i++) {
            int n = i;
            var own = new ArrayList<String>();
            for (int j = 0; j < lines.size(); j++) {
                // Each line goes into at least one package, and some into several.
                if (j % packages == n || random.nextInt(3) == 0) {
                    own.add(lines.get(j));
                }
            }
            if (!own.isEmpty()) {
                files.add(ExchangeHouse.table(own.toArray(String[]::new)));
            }
        }
        var order = new ArrayList<>(files);
        order.addAll(files.subList(0, random.nextInt(files.size() + 1)));
        Collections.shuffle(order, random);

        var house = house();
        order.forEach(file -> assertThat(house.taken(HARBIN, file).listings().keySet())
                .isSubsetOf("TAKEN", "UPDATED", "UNCHANGED", "OLDER", "WITHDRAWN"));

        assertThat(standing(house)).isEqualTo(expected);
        var rows = versions(house);
        Collections.shuffle(order, random);
        order.forEach(file -> house.taken(HARBIN, file));
        assertThat(standing(house)).isEqualTo(expected);
        assertThat(versions(house)).as("taken again").isEqualTo(rows);
    }

    private static List<String> versions(ExchangeHouse house) {
        return house.offers.all(HARBIN).stream()
                .map((RowDetails row) -> Objects.toString(row.id()) + " " + row.version())
                .sorted()
                .toList();
    }
}
