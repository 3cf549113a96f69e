package org.longji.document;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.longji.document.DemoOrganisations.Organisation;

/**
 * Makes the demo ledger: synthetic contracts of 2016-2025 whose yearly totals follow the province's published turnover,
 * while every party, title and instalment is invented. A fixed seed gives the same bytes on every machine; run the main
 * method to write the resource again after a change here.
 */
final class DemoLedgerGenerator {

    static final Path RESOURCE = Path.of("src/main/resources/org/longji/document/demo-ledger.csv");

    /** Yearly turnover in yuan: sample fixtures up to 2020, estimates for 2021-2023, sample values after. */
    static final Map<Integer, Long> TOTALS = new LinkedHashMap<>();

    /** Sample shares of the prefectures in per mille. */
    static final Map<Integer, Integer> WEIGHTS = new LinkedHashMap<>();

    static final String HEADER = "项目名称,合同类别,合同子类,合同签订日期,合同登记编号,登记日期,登记地区划代码,"
            + "卖方统一社会信用代码,卖方名称,卖方性质,卖方行政区划代码,买方统一社会信用代码,买方名称,买方性质,买方行政区划代码,"
            + "合同成交额(元),技术交易额(元),核定技术性收入(元),项目编号,知识产权类别,技术领域,支付方式,"
            + "是否关联交易,是否省内落地,是否办理权属变更,申请支持方,到账序号,到账日期,到账金额(元)";

    private static final long SEED = 230_000_2016L;
    private static final LocalDate LAST_RECEIPT = LocalDate.of(2026, 6, 30);
    private static final Set<Integer> COUNTY_OFFICES = Set.of(230103, 230109, 230604, 231081, 230281);

    static {
        var hundredMillions = new String[] {
            "125.77", "147.00", "168.00", "236.57", "267.80", "352.70", "463.50", "600.00", "650.00", "700.00"
        };
        for (var i = 0; i < hundredMillions.length; i++) {
            TOTALS.put(
                    2016 + i,
                    new BigDecimal(hundredMillions[i]).movePointRight(8).longValueExact());
        }
        var perMille = new int[] {860, 55, 32, 16, 10, 7, 5, 4, 3, 3, 2, 2, 1};
        var next = 0;
        for (var prefecture : DemoOrganisations.COUNTIES.keySet()) {
            WEIGHTS.put(prefecture, perMille[next++]);
        }
    }

    private static final class Draft {
        int tenant;
        String title = "";
        String type = "";
        String subtype = "";
        LocalDate signedOn = LocalDate.EPOCH;
        LocalDate registeredOn = LocalDate.EPOCH;
        boolean registered = true;
        String number = "";
        Organisation provider = new Organisation("", "", "", 0);
        Organisation recipient = provider;
        long yuan;
        String projectKey = "";
        boolean demoPair;
    }

    private final Random random = new Random(SEED);
    private final DemoOrganisations organisations = new DemoOrganisations(random);
    private final Set<String> identities = new HashSet<>();
    private final Map<String, String> sides = new HashMap<>();

    public static void main(String[] arguments) throws IOException {
        Files.createDirectories(RESOURCE.getParent());
        Files.writeString(RESOURCE, new DemoLedgerGenerator().generate(), StandardCharsets.UTF_8);
    }

    /** The whole file, lines ended by a line feed. */
    String generate() {
        var drafts = new ArrayList<Draft>();
        TOTALS.forEach((year, total) -> drafts.addAll(year(year, total)));
        allocateNumbers(drafts);
        var text = new StringBuilder(HEADER).append('\n');
        drafts.forEach(draft -> write(draft, text));
        return text.toString();
    }

    private List<Draft> year(int year, long total) {
        var drafts = new ArrayList<Draft>();
        for (var prefecture : WEIGHTS.keySet()) {
            var share = total / 1000 * WEIGHTS.get(prefecture);
            drafts.addAll(prefecture(year, prefecture, share));
        }
        return drafts;
    }

    private List<Draft> prefecture(int year, int prefecture, long total) {
        // Fewer contracts than value in the capital: its contracts are bigger.
        var perYear = 230 + (year - 2016) * 16;
        var count =
                Math.max(2, (int) Math.round(perYear * 0.0253 * StrictMath.pow(WEIGHTS.get(prefecture) / 10.0, 0.75)));
        var drafts = new ArrayList<Draft>();
        for (var i = 0; i < count; i++) {
            drafts.add(draft(year, prefecture, i));
        }
        divide(total, drafts);
        drafts.forEach(this::makeIdentityUnique);
        return drafts;
    }

    /** Divides a total over the contracts in a long-tailed shape; the biggest takes what rounding leaves. */
    private void divide(long total, List<Draft> drafts) {
        var left = total;
        var open = new ArrayList<Draft>();
        for (var draft : drafts) {
            if (draft.demoPair) {
                draft.yuan = draft.signedOn.getYear() >= 2024 ? 3_000_000 : 2_600_000;
                left -= draft.yuan;
            } else {
                open.add(draft);
            }
        }
        // Whole numbers from here on; the shape alone is drawn as floating point, by functions exact on every machine.
        var shapes = new long[open.size()];
        var sum = 0L;
        var biggest = 0;
        for (var i = 0; i < shapes.length; i++) {
            shapes[i] = 1 + Math.round(1000 * StrictMath.exp(2.1 * Math.min(2.3, random.nextGaussian())));
            sum += shapes[i];
            biggest = shapes[i] > shapes[biggest] ? i : biggest;
        }
        var given = 0L;
        for (var i = 0; i < shapes.length; i++) {
            var exact =
                    new BigDecimal(left).multiply(BigDecimal.valueOf(shapes[i])).longValue() / sum;
            var unit = exact > 10_000_000 ? 100_000 : 1_000;
            open.get(i).yuan = Math.max(20_000, exact / unit * unit);
            given += open.get(i).yuan;
        }
        open.get(biggest).yuan += left - given;
    }

    private Draft draft(int year, int prefecture, int index) {
        var draft = new Draft();
        draft.demoPair = prefecture == 230100 && index == 0;
        draft.type = draft.demoPair && year >= 2024 ? (year == 2024 ? "技术许可" : "技术转让") : type(year);
        draft.subtype = subtype(draft.type);
        draft.provider = draft.demoPair || prefecture == 230100 && index == 1
                ? organisations.seller
                : organisations.in(prefecture, sellerKind(draft.type));
        draft.recipient =
                draft.demoPair || prefecture == 230100 && index == 2 ? organisations.buyer : recipient(prefecture);
        while (draft.recipient.equals(draft.provider)) {
            draft.recipient = recipient(prefecture);
        }
        draft.signedOn = LocalDate.of(year, 1, 5).plusDays(random.nextInt(315));
        // Registered in the year of signing, so that figures by either clock agree.
        draft.registeredOn = draft.signedOn.plusDays(3 + random.nextInt(28));
        draft.registered = year < 2025 || draft.demoPair || draft.signedOn.getMonthValue() < 10;
        var ownOffice = COUNTY_OFFICES.contains(draft.provider.division());
        draft.tenant = ownOffice && random.nextInt(100) < 50 ? draft.provider.division() : prefecture;
        draft.title = title(draft.type);
        // Now and then a second contract of one project and year, for which only one side may be supported.
        var project = index > 3 && random.nextInt(100) < 3 ? index - 1 : index;
        draft.projectKey = "YS%d-%04d-%03d".formatted(year, prefecture / 100, project + 1);
        return draft;
    }

    private void makeIdentityUnique(Draft draft) {
        while (!identities.add(
                draft.provider.creditCode() + draft.recipient.creditCode() + draft.signedOn + draft.yuan)) {
            draft.signedOn = draft.signedOn.minusDays(1);
        }
    }

    private Organisation recipient(int prefecture) {
        var where = random.nextInt(100);
        if (where < 22) {
            return organisations.outsideTheProvince();
        }
        var prefectures = List.copyOf(DemoOrganisations.COUNTIES.keySet());
        var there = where < 70 ? prefecture : prefectures.get(random.nextInt(prefectures.size()));
        var kind = random.nextInt(100);
        return organisations.in(
                there,
                kind < 86
                        ? DemoOrganisations.ENTERPRISE
                        : kind < 90
                                ? DemoOrganisations.INSTITUTE
                                : kind < 93
                                        ? DemoOrganisations.UNIVERSITY
                                        : kind < 97 ? DemoOrganisations.GOVERNMENT : DemoOrganisations.MEDICAL);
    }

    private String sellerKind(String type) {
        var draw = random.nextInt(100);
        // Universities and institutes sell rights more often than enterprises do.
        if (type.equals("技术转让") || type.equals("技术许可")) {
            draw = 40 + draw * 6 / 10;
        }
        return draw < 75
                ? DemoOrganisations.ENTERPRISE
                : draw < 90
                        ? DemoOrganisations.UNIVERSITY
                        : draw < 98 ? DemoOrganisations.INSTITUTE : DemoOrganisations.NEW_TYPE;
    }

    private String type(int year) {
        var draw = random.nextInt(100);
        if (draw < 40) {
            return "技术开发";
        }
        if (draw < 90) {
            return "技术服务";
        }
        if (draw < 94) {
            return "技术咨询";
        }
        // Before the Civil Code a licence was registered as a transfer.
        return year < 2021 || draw < 97 ? "技术转让" : "技术许可";
    }

    private String subtype(String type) {
        return switch (type) {
            case "技术开发" -> pick("委托开发", "委托开发", "合作开发");
            case "技术转让" -> pick("专利权转让", "专利申请权转让", "技术秘密转让");
            case "技术许可" -> pick("专利实施许可", "技术秘密使用许可");
            case "技术咨询" -> pick("可行性论证", "专题技术调查", "分析评价报告");
            default -> pick("一般技术服务", "一般技术服务", "技术培训");
        };
    }

    private String title(String type) {
        var subject = pick("寒地", "智能", "低温", "高效", "绿色", "精密", "数字化", "轻量化")
                + pick(
                        "水稻育秧", "农机导航", "焊接机器人", "石墨负极", "油井监测", "卫星载荷", "冰雪装备", "燃气轮机叶片", "中药提取", "秸秆还田", "轨道检测",
                        "大豆加工", "供热调控", "污水处理", "复合材料", "风电控制");
        return subject
                + switch (type) {
                    case "技术开发" -> pick("系统研制", "关键技术研发", "样机开发");
                    case "技术转让" -> "专利转让";
                    case "技术许可" -> "技术许可";
                    case "技术咨询" -> "可行性研究";
                    default -> pick("技术服务", "工艺改进服务", "性能分析服务");
                }
                + "（演示）";
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static void allocateNumbers(List<Draft> drafts) {
        var serials = new HashMap<String, Integer>();
        drafts.stream()
                .filter(draft -> draft.registered)
                .sorted(Comparator.comparing((Draft draft) -> draft.registeredOn))
                .forEach(draft -> {
                    var point = draft.tenant % 100 == 0 ? 1 : draft.tenant % 100;
                    var prefix = "%04d%02d%04d".formatted(draft.tenant / 100, point, draft.registeredOn.getYear());
                    draft.number = prefix + "%06d".formatted(serials.merge(prefix, 1, Integer::sum));
                });
    }

    private void write(Draft draft, StringBuilder text) {
        var inProvince = draft.recipient.division() / 10_000 == 23;
        var recent = draft.signedOn.getYear() >= 2024 && (draft.demoPair || random.nextInt(100) < 90);
        var rights = draft.type.equals("技术转让") || draft.type.equals("技术许可");
        var technology =
                random.nextInt(100) < 40 || draft.demoPair ? draft.yuan : draft.yuan * (60 + random.nextInt(40)) / 100;
        var drawn = !inProvince || random.nextInt(100) >= 70 ? "" : random.nextInt(100) < 45 ? "卖方" : "买方";
        // Contracts of one project do not contradict each other: the side first elected stays.
        var elected = drawn.isEmpty() ? "" : sides.computeIfAbsent(draft.projectKey, project -> drawn);
        var columns = String.join(
                ",",
                draft.title,
                draft.type,
                draft.subtype,
                draft.signedOn.toString(),
                draft.number,
                draft.registered ? draft.registeredOn.toString() : "",
                String.valueOf(draft.tenant),
                party(draft.provider),
                party(draft.recipient),
                draft.yuan + ".00",
                technology + ".00",
                draft.registered ? technology + ".00" : "",
                draft.projectKey,
                rights ? pick("发明专利", "技术秘密") : pick("未涉及知识产权", "技术秘密", "计算机软件著作权"),
                pick("电子信息", "航空航天", "先进制造", "新材料及其应用", "农业", "环境保护与资源综合利用", "新能源与高效节能"),
                pick("一次总算一次总付", "一次总算分期支付"),
                recent ? (!draft.demoPair && random.nextInt(100) < 5 ? "是" : "否") : "",
                recent ? (inProvince && (draft.demoPair || random.nextInt(100) < 88) ? "是" : "否") : "",
                recent && rights ? (draft.demoPair || random.nextInt(100) < 80 ? "是" : "否") : "",
                elected);
        var receipts = receipts(draft);
        if (receipts.isEmpty()) {
            text.append(columns).append(",,,\n");
        }
        receipts.forEach(
                receipt -> text.append(columns).append(',').append(receipt).append('\n'));
    }

    private static String party(Organisation organisation) {
        return String.join(
                ",",
                organisation.creditCode(),
                organisation.name(),
                organisation.kind(),
                String.valueOf(organisation.division()));
    }

    /** Instalments as "sequence,date,amount"; their sum never exceeds the contract. */
    private List<String> receipts(Draft draft) {
        if (!draft.registered) {
            return List.of();
        }
        if (draft.demoPair) {
            var first = LocalDate.of(draft.signedOn.getYear(), 12, 15);
            return draft.signedOn.getYear() >= 2024
                    ? List.of("1," + first + ",3000000.00")
                    : List.of("1," + first + ",2340000.00", "2," + first.plusMonths(6) + ",260000.00");
        }
        var fen = draft.yuan * 100;
        var border = border(draft);
        if (border > 0) {
            return List.of("1," + draft.registeredOn.plusDays(20) + "," + yuan(border));
        }
        var draw = random.nextInt(100);
        var count = draw < 48 ? 1 : draw < 78 ? 2 : draw < 92 ? 3 : 4;
        var paid = random.nextInt(100) < 70 ? fen : fen / 100 * (40 + random.nextInt(58));
        var receipts = new ArrayList<String>();
        var on = draft.registeredOn.plusDays(random.nextInt(90));
        for (var sequence = 1; sequence <= count && !on.isAfter(LAST_RECEIPT); sequence++) {
            var part = sequence == count ? paid : paid / 100 * (35 + random.nextInt(25));
            receipts.add(sequence + "," + on + "," + yuan(part));
            paid -= part;
            on = on.plusDays(60 + random.nextInt(240));
        }
        return receipts;
    }

    /** Some arrivals sit on a threshold or one fen below it, where a rule is easily got wrong. */
    private long border(Draft draft) {
        var draw = random.nextInt(1000);
        if (draft.yuan >= 1_000_000 && draft.signedOn.getYear() >= 2024 && draw < 40) {
            return draw < 20 ? 99_999_999 : 100_000_000;
        }
        if (draft.yuan >= 500_000 && draw < 30) {
            return draw < 18 ? 49_999_999 : 50_000_000;
        }
        return 0;
    }

    private static String yuan(long fen) {
        return BigDecimal.valueOf(fen, 2).toPlainString();
    }
}
