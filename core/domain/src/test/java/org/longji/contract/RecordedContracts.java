package org.longji.contract;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.shared.TestDatabase;

/** Contracts put on record at random, with whatever a list is filtered and statistics are counted by; the test knows them all. */
public final class RecordedContracts {

    private static final List<String> SUBTYPES = List.of("11", "12", "21", "31", "41", "51", "53");
    private static final List<String> TYPES = List.of("DEVELOPMENT", "TRANSFER", "LICENSING", "CONSULTING", "SERVICE");
    private static final List<String> KINDS = List.of("ENTERPRISE", "UNIVERSITY", "OVERSEAS");
    private static final List<String> IP = List.of("技术秘密", "1", "发明专利", "未涉及知识产权");
    private static final List<String> FIELDS = List.of("农业", "09", "核应用", "没有的领域");
    private static final List<Integer> PLACES = List.of(230100, 230103, 230600, 110108, 0);
    private static final List<String> TITLES = List.of("玉米精准播种", "Soil probe A7", "大豆育种100%增产", "高寒_检测");
    private static final List<String> NAMES = List.of("哈尔滨松江大学", "大庆北辰装备", "Beijing Corn 研究院");
    private static final LocalDate FIRST_DAY = LocalDate.of(2024, 1, 1);
    private static final int DAYS = 730;

    private final TestDatabase database;
    private final Random random;
    private final List<One> all = new ArrayList<>();
    private int serial;

    public RecordedContracts(TestDatabase database, long seed) {
        this.database = database;
        this.random = new Random(seed);
    }

    /** What is on record of one contract; a registered one has a day of registration. */
    public record One(
            UUID id,
            int tenant,
            String status,
            String title,
            String subtype,
            LocalDate signedOn,
            @Nullable LocalDate registeredOn,
            String providerName,
            String providerKind,
            int providerDivision,
            String recipientName,
            String recipientKind,
            int recipientDivision,
            BigDecimal contractAmount,
            BigDecimal technologyAmount,
            @Nullable String ipClass,
            @Nullable String technologyField,
            @Nullable String intermediary,
            @Nullable UUID decidedBy,
            String number) {

        public String type() {
            return TYPES.get(Integer.parseInt(subtype.substring(0, 1)) - 1);
        }

        public String providerCode() {
            return "P" + number.substring(8);
        }

        public boolean isRegistered() {
            return status.equals("REGISTERED");
        }
    }

    public List<One> all() {
        return List.copyOf(all);
    }

    /** Puts this many more on record at these tenants, in one statement as an import does. */
    public void record(int count, int... tenants) {
        var rows = new ArrayList<String>();
        var organizations = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            var one = made(tenants[random.nextInt(tenants.length)]);
            all.add(one);
            organizations.add(
                    organization(one.id(), one.tenant(), one.providerCode(), one.providerName(), one.providerKind()));
            organizations.add(organization(
                    new UUID(1, one.id().getLeastSignificantBits()),
                    one.tenant(),
                    "R" + one.number().substring(8),
                    one.recipientName(),
                    one.recipientKind()));
            rows.add(row(one));
        }
        database.asOwner(
                "insert into organization (id, tenant, credit_code, name, kind, division) values "
                        + String.join(",", organizations),
                "insert into contract (id, tenant, identity_key, registration_number, status, title, type, subtype, signed_on,"
                        + " registered_on, provider_id, provider_code, provider_name, provider_kind, provider_division, recipient_id,"
                        + " recipient_code, recipient_name, recipient_kind, recipient_division, contract_amount,"
                        + " declared_technology_amount, ip_class, technology_field, intermediary, decided_by) values "
                        + String.join(",", rows));
    }

    /** Replaces what is known of a contract after the test changed it. */
    public void replace(One old, One changed) {
        all.set(all.indexOf(old), changed);
    }

    private One made(int tenant) {
        boolean registered = random.nextInt(5) > 0;
        var signed = FIRST_DAY.plusDays(random.nextInt(DAYS));
        var amount = BigDecimal.valueOf((long) Math.pow(10, 4 + random.nextInt(7)) + random.nextInt(100_000), 2);
        serial++;
        return new One(
                new UUID(random.nextLong(), random.nextLong()),
                tenant,
                registered ? "REGISTERED" : one(List.of("SUBMITTED", "REFUSED")),
                one(TITLES) + serial,
                one(SUBTYPES),
                signed,
                registered ? signed.plusDays(random.nextInt(40)) : null,
                one(NAMES),
                one(KINDS),
                one(PLACES),
                one(NAMES),
                one(KINDS),
                one(PLACES),
                amount,
                amount.subtract(BigDecimal.valueOf(random.nextInt(100), 2)),
                random.nextInt(4) == 0 ? null : one(IP),
                random.nextInt(4) == 0 ? null : one(FIELDS),
                random.nextInt(4) == 0 ? "龙江技术转移中心" : null,
                random.nextBoolean() ? new UUID(7, random.nextInt(2)) : null,
                String.format("2301012024%06d", serial));
    }

    private static String organization(UUID id, int tenant, String code, String name, String kind) {
        return "('" + id + "'," + tenant + ",'" + code + "','" + name + "','" + kind + "',230100)";
    }

    private static String row(One one) {
        return "('" + one.id() + "'," + one.tenant() + ",sha256('" + one.id() + "'),"
                + (one.isRegistered() ? text(one.number()) : "null") + "," + text(one.status()) + ","
                + text(one.title())
                + "," + text(one.type()) + "," + text(one.subtype()) + ",'" + one.signedOn() + "',"
                + text(one.registeredOn()) + ",'" + one.id() + "'," + text(one.providerCode()) + ","
                + text(one.providerName()) + "," + text(one.providerKind()) + "," + one.providerDivision() + ",'"
                + new UUID(1, one.id().getLeastSignificantBits()) + "','R"
                + one.number().substring(8) + "',"
                + text(one.recipientName()) + "," + text(one.recipientKind()) + "," + one.recipientDivision() + ","
                + one.contractAmount() + "," + one.technologyAmount() + "," + text(one.ipClass()) + ","
                + text(one.technologyField()) + "," + text(one.intermediary()) + "," + text(one.decidedBy()) + ")";
    }

    private static String text(@Nullable Object value) {
        return value == null ? "null" : "'" + value + "'";
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
