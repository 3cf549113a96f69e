package org.longji.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.longji.exchange.ExchangeHouse.CHANNEL;
import static org.longji.register.OfferHouse.DAQING;
import static org.longji.register.OfferHouse.HARBIN;
import static org.longji.register.OfferHouse.PLUGIN;
import static org.longji.register.OfferHouse.offer;
import static org.longji.register.OfferHouse.registrar;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.longji.exchange.Outgoing.Verdict;
import org.longji.inbox.ToDo;
import org.longji.pluginhost.PluginHost;
import org.longji.pluginhost.TrialExchange;
import org.longji.register.OfferHouse;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Role;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;

@DisplayName("Listings to and from another region")
class ExchangeTest {

    @TempDir
    Path directory;

    ExchangeHouse house;

    @BeforeEach
    void open() {
        house = new ExchangeHouse(directory);
    }

    private static final String SCREENED = """
            with made as (insert into screening (id, tenant, subject_kind, subject_ref, title, subject, subject_hash, plugin, screening, label, plugin_version,
                plugin_hash, lists, result, record_hash, screened_by, screened_by_id, screened_at)
                values (gen_random_uuid(), 230100, 'ROW', '%s', '示例', '{}', 'x', 'p', 's', '{}', '1', 'x', '[]', 'HITS', 'x', '示例', gen_random_uuid(), now())
                returning id)
            insert into screening_hit (screening_id, number, tenant, hit_key, content) select id, 1, 230100, 'x', '{}' from made
            """;

    @Test
    @DisplayName("do not leave while something found in them by a screening is open")
    void screened() {
        var listed = house.offers.published(HARBIN, offer("催芽装置（示例）", true));
        house.offers.database.asOwner(SCREENED.formatted(listed.id()));
        assertThat(house.preview(HARBIN))
                .singleElement()
                .satisfies(one ->
                        assertThat(one.reasons()).extracting(Reason::code).containsExactly("SCREENING"));
        house.offers.database.asOwner("update screening set superseded_at = now()");
        assertThat(house.preview(HARBIN))
                .singleElement()
                .satisfies(one -> assertThat(one.verdict()).isEqualTo(Verdict.OFFERED));
    }

    @Test
    @DisplayName("leave when shared and consented, arrive as rows of the other side, and are answered")
    void wholeWay() {
        var sent = house.offers.published(HARBIN, offer("催芽装置（示例）", true));
        house.offers.published(HARBIN, offer("不同意外发（示例）", false));

        var preview = house.preview(HARBIN);
        assertThat(preview)
                .extracting(one -> one.title() + " " + one.verdict())
                .containsExactlyInAnyOrder("催芽装置（示例） OFFERED", "不同意外发（示例） HELD");
        assertThat(preview)
                .filteredOn(one -> one.verdict() == Verdict.HELD)
                .flatExtracting(Outgoing.Candidate::reasons)
                .extracting(Reason::code)
                .containsExactly("NO_CONSENT");
        assertThat(preview.toString()).doesNotContain("王建国");

        var out = house.made(HARBIN);
        assertThat(out.listings()).isEqualTo(Map.of("SENT", 1L));
        var file = house.carried(out);
        assertThat(house.carried(out)).as("handed out again").isEqualTo(file);
        assertThatThrownBy(() -> house.made(HARBIN)).hasMessageContaining("NOTHING_TO_SEND");

        var arrival = house.read(DAQING, file);
        assertThat(house.items(arrival.delivery()).get(0).expected()).isEqualTo(ItemState.TAKEN);
        assertThat(house.offers.all(DAQING)).as("read is not taken").isEmpty();
        var taken = house.arrivals.take(
                registrar(DAQING), DAQING, arrival.delivery().id());
        assertThat(taken.listings()).isEqualTo(Map.of("TAKEN", 1L));
        var row = house.offers.only(DAQING);
        assertThat(row.state()).isEqualTo("RECEIVED");
        assertThat(row.data())
                .containsEntry("title", "催芽装置（示例）")
                .containsEntry("price", "120000.00")
                .containsEntry("shared", false)
                .doesNotContainKey("contact");
        assertThat(row.provenance()).isNotNull();
        assertThat(row.provenance().key()).isEqualTo(HARBIN + "-" + sent.id());
        assertThatThrownBy(() -> house.offers.revised(DAQING, row, "title", "改名"))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.problem()).isEqualTo(Problem.INVALID_FIELDS);
                    assertThat(e.errors().get(0).field()).isEqualTo("title");
                });
        assertThat(house.preview(DAQING))
                .as("what came from elsewhere is not passed on")
                .isEmpty();

        var answers = house.made(DAQING);
        assertThat(answers.receipts()).isEqualTo(Map.of("SENT", 1L));
        assertThat(house.taken(HARBIN, house.carried(answers)).receipts()).isEqualTo(Map.of("TAKEN", 1L));
        assertThat(house.items(house.deliveries.get(registrar(HARBIN), HARBIN, out.id())))
                .extracting(Deliveries.Item::state)
                .containsExactly(ItemState.ACCEPTED);
        var journalled = house.offers.transactions.within(
                TenantScope.exactly(DAQING),
                em -> Sql.query(em, "select action from journal order by seq", entry -> entry.text("action")));
        assertThat(journalled)
                .contains(
                        "EXCHANGE_PACKAGE_READ",
                        "REGISTER_ROW_RECEIVED",
                        "EXCHANGE_PACKAGE_TAKEN",
                        "EXCHANGE_PACKAGE_MADE");
    }

    @Test
    @DisplayName("the same package twice changes nothing; a listing leaves again when it changed, and is taken back")
    void changesAndWithdrawals() {
        var sent = house.offers.published(HARBIN, offer("催芽装置（示例）", true));
        var file = house.carried(house.made(HARBIN));
        house.taken(DAQING, file);
        var before = house.offers.only(DAQING);
        assertThat(house.read(DAQING, file).repeated()).isTrue();
        house.taken(DAQING, file);
        assertThat(house.offers.only(DAQING)).isEqualTo(before);

        assertThat(house.preview(HARBIN))
                .extracting(Outgoing.Candidate::verdict)
                .containsExactly(Verdict.UNCHANGED);
        sent = house.offers.revised(HARBIN, sent, "contact", "李雪梅");
        assertThat(house.preview(HARBIN))
                .extracting(Outgoing.Candidate::verdict)
                .containsExactly(Verdict.UNCHANGED);
        sent = house.offers.revised(HARBIN, sent, "title", "催芽装置二型（示例）");
        assertThat(house.preview(HARBIN).get(0).revision()).isEqualTo(2);
        var second = house.carried(house.made(HARBIN));
        house.offers.step(HARBIN, sent, "close");
        var back = house.preview(HARBIN).get(0);
        assertThat(back.verdict()).isEqualTo(Verdict.TAKEN_BACK);
        assertThat(back.message()).containsEntry("Статус", "отозвано").doesNotContainKeys("Описание", "Цена, юаней");
        var third = house.carried(house.made(HARBIN));

        assertThat(house.taken(DAQING, third).listings()).isEqualTo(Map.of("WITHDRAWN", 1L));
        assertThat(house.offers.only(DAQING).state()).isEqualTo("WITHDRAWN");
        assertThat(house.taken(DAQING, second).listings()).as("late").isEqualTo(Map.of("OLDER", 1L));
        assertThat(house.offers.only(DAQING).data()).containsEntry("title", "催芽装置（示例）");
    }

    @Test
    @DisplayName("what both sides changed overwrites nothing until an officer decides; ours kept is told")
    void conflicts() {
        var sent = house.offers.published(HARBIN, offer("催芽装置（示例）", true));
        house.taken(DAQING, house.carried(house.made(HARBIN)));
        house.offers.revised(DAQING, house.offers.only(DAQING), "summary", "大庆补充。");
        sent = house.offers.revised(HARBIN, sent, "price", "99000.00");
        assertThat(house.taken(DAQING, house.carried(house.made(HARBIN))).listings())
                .as("different fields merge")
                .isEqualTo(Map.of("UPDATED", 1L));
        assertThat(house.offers.only(DAQING).data())
                .containsEntry("summary", "大庆补充。")
                .containsEntry("price", "99000.00");

        sent = house.offers.revised(HARBIN, sent, "summary", "哈尔滨改写。");
        var disputed = house.taken(DAQING, house.carried(house.made(HARBIN)));
        assertThat(disputed.listings()).isEqualTo(Map.of("CONFLICT", 1L));
        var item = house.items(disputed).stream()
                .filter(one -> one.kind().equals("LISTING"))
                .findFirst()
                .orElseThrow();
        assertThat(item.reasons()).extracting(Reason::field).containsExactly("summary");
        assertThat(house.offers.only(DAQING).data()).containsEntry("summary", "大庆补充。");
        assertThat(house.channels.entries(registrar(DAQING), DAQING).get(0).conflicts())
                .isEqualTo(1);

        assertThat(waiting())
                .singleElement()
                .satisfies(one -> assertThat(one.subjectId()).isEqualTo(PLUGIN + "/" + CHANNEL + "/" + disputed.id()));
        house.arrivals.decide(registrar(DAQING), DAQING, disputed.id(), item.sequence(), Arrivals.Choice.KEEP);
        assertThat(waiting()).isEmpty();
        assertThat(house.offers.only(DAQING).data()).containsEntry("summary", "大庆补充。");
        assertThatThrownBy(() -> house.arrivals.decide(
                        registrar(DAQING), DAQING, disputed.id(), item.sequence(), Arrivals.Choice.TAKE))
                .hasMessageContaining("NOT_TO_BE_DECIDED");
        house.taken(HARBIN, house.carried(house.made(DAQING)));
        var refused = house.deliveries.list(registrar(HARBIN), HARBIN, PLUGIN, CHANNEL, null, 50).items().stream()
                .filter(one -> one.listings().containsKey("REFUSED"))
                .findFirst()
                .orElseThrow();
        assertThat(house.preview(HARBIN))
                .extracting(Outgoing.Candidate::verdict)
                .containsExactly(Verdict.UNCHANGED);
        house.arrivals.decide(
                registrar(HARBIN),
                HARBIN,
                refused.id(),
                house.items(refused).get(0).sequence(),
                Arrivals.Choice.AGAIN);
        assertThat(house.preview(HARBIN))
                .extracting(Outgoing.Candidate::verdict)
                .containsExactly(Verdict.CHANGED);
        var again = house.taken(DAQING, house.carried(house.made(HARBIN)));
        assertThat(again.listings()).as("kept is kept until they change it").isEqualTo(Map.of("UPDATED", 1L));
        assertThat(house.offers.only(DAQING).data()).containsEntry("summary", "大庆补充。");
    }

    private List<ToDo> waiting() {
        return house.offers.transactions.within(
                TenantScope.exactly(DAQING),
                em -> new ExchangeToDos().waiting(em, registrar(DAQING), DAQING, TenantScope.exactly(DAQING), 10));
    }

    @Test
    @DisplayName("ours that the partner changed is disputed, and does not leave until it is decided")
    void oursChangedByThem() {
        var sent = house.offers.published(HARBIN, offer("催芽装置（示例）", true));
        house.made(HARBIN);
        var key = HARBIN + "-" + sent.id();
        assertThat(house.taken(HARBIN, key + ",1,действует,1,催芽装置（示例）,低温下均匀催芽。,120000.00,")
                        .listings())
                .as("our own words")
                .isEqualTo(Map.of("UNCHANGED", 1L));
        var changed = house.taken(HARBIN, key + ",2,действует,1,催芽装置（示例）,低温下均匀催芽。,80000.00,");
        assertThat(changed.listings()).isEqualTo(Map.of("CONFLICT", 1L));
        assertThat(house.preview(HARBIN).get(0).reasons())
                .extracting(Reason::code)
                .containsExactly("DISPUTED");
        assertThat(house.made(HARBIN).listings()).as("an answer alone").isEmpty();
        house.arrivals.decide(registrar(HARBIN), HARBIN, changed.id(), 1, Arrivals.Choice.TAKE);
        assertThat(house.offers.row(HARBIN, sent.id()).data())
                .containsEntry("price", "80000.00")
                .containsEntry("shared", true)
                .containsEntry("contact", "王建国");
        var third = house.taken(HARBIN, key + ",3,действует,1,催芽装置（示例）,低温下均匀催芽。,70000.00,");
        house.arrivals.decide(registrar(HARBIN), HARBIN, third.id(), 1, Arrivals.Choice.KEEP);
        assertThat(house.preview(HARBIN))
                .extracting(one -> one.verdict() + " " + one.revision())
                .containsExactly("CHANGED 4");
        assertThat(house.taken(HARBIN, key + ",5,отозвано,1,催芽装置（示例）,,,").listings())
                .as("they take it off their list; ours stays")
                .isEqualTo(Map.of("WITHDRAWN", 1L));
        assertThat(house.offers.row(HARBIN, sent.id()).state()).isEqualTo("PUBLISHED");
    }

    @Test
    @DisplayName("nothing personal leaves, not even where somebody wrote it into the text")
    void personal() {
        var named = offer("有联系人（示例）", true);
        named.put("summary", "请联系王建国。");
        house.offers.published(HARBIN, named);
        var numbered = offer("有证件号（示例）", true);
        numbered.put("summary", "证件 23010319900101123X。");
        house.offers.published(HARBIN, numbered);
        assertThat(house.preview(HARBIN))
                .flatExtracting(Outgoing.Candidate::reasons)
                .extracting(Reason::code)
                .containsExactly("PERSONAL", "PERSONAL");
        assertThatThrownBy(() -> house.made(HARBIN)).hasMessageContaining("NOTHING_TO_SEND");
    }

    @Test
    @DisplayName("lines that are wrong are kept with their reasons while the others are taken, and can be tried again")
    void partialFailure() {
        var delivery = house.taken(
                HARBIN,
                "FE-1,1,действует,1,好的一条（示例）,,5.00,2027-01-01",
                "FE-2,1,действует,9,没有的代码,,5.00,",
                "FE-3,1,действует,2,,,五元,,多出来的",
                "FE-4,1,действует,3,展会（示例）,,,",
                "FE-1,1,действует,1,另一说法,,5.00,2027-01-01");
        assertThat(house.items(delivery))
                .extracting(one -> one.state() + " " + one.reasons().size())
                .containsExactly("TAKEN 0", "FAULTY 1", "FAULTY 3", "REFUSED 1", "REFUSED 1");
        assertThat(house.items(delivery).get(2).message())
                .containsEntry("#9", "多出来的")
                .containsEntry("Ключ", "FE-3");
        assertThat(house.items(delivery).get(3).reasons().get(0).label().ru()).isEqualTo("Мероприятия не принимаются.");
        assertThat(house.offers.all(HARBIN)).hasSize(1);
        var again = house.arrivals.retry(registrar(HARBIN), HARBIN, delivery.id());
        assertThat(again.listings()).isEqualTo(Map.of("TAKEN", 1L, "PENDING", 4L));
        house.arrivals.take(registrar(HARBIN), HARBIN, delivery.id());
        assertThat(house.items(delivery))
                .extracting(Deliveries.Item::state)
                .containsExactly(
                        ItemState.TAKEN, ItemState.FAULTY, ItemState.FAULTY, ItemState.REFUSED, ItemState.REFUSED);
    }

    @Test
    @DisplayName("a large package is taken in parts, each of which goes on where the last one ended")
    void inParts() {
        var lines = IntStream.rangeClosed(1, 1_150)
                .mapToObj(i -> "FE-" + i + ",1,действует," + (i % 400 == 0 ? "1" : "3") + ",第 " + i + " 条（示例）,,,")
                .toArray(String[]::new);
        var delivery = house.taken(HARBIN, lines);
        assertThat(delivery.listings()).isEqualTo(Map.of("TAKEN", 2L, "REFUSED", 998L, "PENDING", 150L));
        assertThat(house.arrivals.take(registrar(HARBIN), HARBIN, delivery.id()).listings())
                .isEqualTo(Map.of("TAKEN", 2L, "REFUSED", 1_148L));
        assertThat(house.made(HARBIN).receipts()).isEqualTo(Map.of("SENT", 1_150L));
    }

    @Test
    @DisplayName(
            "once a partner's key is on record, nothing without its signature is read, and nothing that was altered")
    void signatures() {
        house.offers.published(HARBIN, offer("催芽装置（示例）", true));
        var file = house.carried(house.made(HARBIN));
        var administrator = OfferHouse.officer(DAQING, Role.ADMINISTRATOR);
        assertThatThrownBy(() -> house.keys.accept(registrar(DAQING), DAQING, PLUGIN, CHANNEL, "AAAA"))
                .hasMessageContaining("NOT_PERMITTED");
        var fingerprint = house.keys.accept(
                administrator, DAQING, PLUGIN, CHANNEL, house.keys.published(registrar(HARBIN), HARBIN));
        assertThat(house.channels.entries(registrar(DAQING), DAQING).get(0).partnerKey())
                .isEqualTo(fingerprint);
        assertThatThrownBy(() -> house.read(DAQING, ExchangeHouse.table("FE-1,1,действует,1,无签名,,,")))
                .hasMessageContaining("PACKAGE_NOT_SIGNED");
        assertThatThrownBy(() -> house.read(
                        DAQING,
                        new String(file, StandardCharsets.ISO_8859_1)
                                .replace("manifest.sig", "manifest.sog")
                                .getBytes(StandardCharsets.ISO_8859_1)))
                .hasMessageContaining("PACKAGE_NOT_SIGNED");
        assertThatThrownBy(() -> house.read(DAQING, "PK nothing".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("PACKAGE_UNREADABLE");
        assertThat(house.read(DAQING, file).delivery().signedBy()).isEqualTo(fingerprint);
    }

    @Test
    @DisplayName("an archive whose manifest lacks something, or speaks of another channel, is refused as a whole")
    void incompleteManifests() throws IOException {
        for (var manifest : List.of(
                "{}",
                "{\"kind\":\"longji exchange 1\",\"channel\":\"far-east\",\"items\":{\"count\":1},\"receipts\":{}}",
                "{\"kind\":\"longji exchange 1\",\"channel\":\"another\",\"format\":\"CSV\","
                        + "\"items\":{\"file\":\"a\"},\"receipts\":{\"file\":\"b\"}}",
                "{\"kind\":\"longji exchange 1\",\"channel\":\"far-east\",\"format\":\"CSV\","
                        + "\"items\":{\"file\":\"a\"},\"receipts\":{\"file\":\"b\"}}")) {
            var out = new ByteArrayOutputStream();
            try (var zip = new ZipOutputStream(out)) {
                zip.putNextEntry(new ZipEntry("manifest.json"));
                zip.write(manifest.getBytes(StandardCharsets.UTF_8));
            }
            assertThatThrownBy(() -> house.read(HARBIN, out.toByteArray()))
                    .as(manifest)
                    .hasMessageContaining("PACKAGE_UNREADABLE");
        }
    }

    @Test
    @DisplayName("are behind the tenants' walls, and no applicant's business")
    void walls() {
        house.offers.published(HARBIN, offer("催芽装置（示例）", true));
        var out = house.made(HARBIN);
        assertThatThrownBy(() -> house.deliveries.get(registrar(DAQING), HARBIN, out.id()))
                .hasMessageContaining("TENANT_NOT_FOUND");
        assertThatThrownBy(() -> house.deliveries.get(registrar(DAQING), DAQING, out.id()))
                .hasMessageContaining("NOT_FOUND");
        assertThatThrownBy(() -> house.arrivals.take(registrar(HARBIN), HARBIN, UUID.randomUUID()))
                .hasMessageContaining("NOT_FOUND");
        assertThatThrownBy(
                        () -> house.outgoing.make(OfferHouse.officer(HARBIN, Role.REVIEWER), HARBIN, PLUGIN, CHANNEL))
                .hasMessageContaining("NOT_PERMITTED");
        assertThatThrownBy(() -> house.outgoing.preview(
                        OfferHouse.officer(HARBIN, Role.APPLICANT), HARBIN, PLUGIN, CHANNEL, null, 10))
                .hasMessageContaining("NOT_PERMITTED");
        for (var table : List.of("exchange_delivery", "exchange_item", "exchange_listing", "exchange_key")) {
            List<Integer> seen = house.offers.transactions.within(
                    TenantScope.exactly(HARBIN).asParty("230103199001011234"),
                    em -> Sql.query(em, "select 1 as one from " + table, row -> row.integer("one")));
            assertThat(seen).as(table).isEmpty();
        }
    }

    @Test
    @DisplayName("a channel that loops over one row holds that row alone, and its failure says why")
    void contained() {
        var host = new PluginHost();
        host.run(TrialExchange.plugin().in(directory));
        var looping = new ExchangeHouse(directory, new OfferHouse(host, "trial"), "trial");
        looping.offers.published(HARBIN, Map.of("title", "loop", "shared", true));
        looping.offers.published(HARBIN, Map.of("title", "sound", "shared", true));
        assertThat(looping.preview(HARBIN))
                .extracting(one -> one.title() + " " + one.verdict())
                .containsExactlyInAnyOrder("loop HELD", "sound OFFERED");
        assertThat(looping.preview(HARBIN))
                .filteredOn(one -> one.verdict() == Verdict.HELD)
                .flatExtracting(Outgoing.Candidate::reasons)
                .singleElement()
                .satisfies(reason -> {
                    assertThat(reason.code()).isEqualTo("PLUGIN_FAILED");
                    assertThat(reason.label().en()).contains("took longer than");
                });
        assertThat(looping.made(HARBIN).listings()).isEqualTo(Map.of("SENT", 1L));
    }
}
