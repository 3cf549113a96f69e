package org.longji.document;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.longji.party.CreditCode;

/** The invented parties of the demo ledger; none exists, and every name says 演示. */
final class DemoOrganisations {

    static final String ENTERPRISE = "企业";
    static final String UNIVERSITY = "高等院校";
    static final String INSTITUTE = "科研院所";
    static final String NEW_TYPE = "新型研发机构";
    static final String GOVERNMENT = "政府机关";
    static final String MEDICAL = "医疗卫生机构";

    /** Prefectures with their share of turnover in per mille and county-level codes that were valid all of 2016-2025. */
    static final Map<Integer, int[]> COUNTIES = new LinkedHashMap<>();

    static {
        COUNTIES.put(230100, new int[] {
            230103, 230109, 230102, 230104, 230108, 230110, 230111, 230112, 230113, 230125, 230183, 230184
        });
        COUNTIES.put(230600, new int[] {230604, 230671, 230602, 230603, 230605, 230606, 230621, 230623});
        COUNTIES.put(230200, new int[] {230203, 230202, 230204, 230206, 230227, 230229, 230281});
        COUNTIES.put(231000, new int[] {231004, 231002, 231003, 231005, 231081, 231083, 231084});
        COUNTIES.put(230800, new int[] {230804, 230803, 230811, 230822, 230881, 230882});
        COUNTIES.put(231200, new int[] {231202, 231281, 231282, 231283, 231223});
        COUNTIES.put(230300, new int[] {230302, 230305, 230321, 230381, 230382});
        COUNTIES.put(231100, new int[] {231102, 231181, 231182, 231123});
        COUNTIES.put(230500, new int[] {230502, 230506, 230521, 230523});
        COUNTIES.put(230400, new int[] {230403, 230402, 230421, 230422});
        COUNTIES.put(230700, new int[] {230781, 230722});
        COUNTIES.put(230900, new int[] {230903, 230902, 230921});
        COUNTIES.put(232700, new int[] {232721, 232722, 232761});
    }

    private static final Map<Integer, String> PLACES = Map.ofEntries(
            Map.entry(230100, "哈尔滨"),
            Map.entry(230600, "大庆"),
            Map.entry(230200, "齐齐哈尔"),
            Map.entry(231000, "牡丹江"),
            Map.entry(230800, "佳木斯"),
            Map.entry(231200, "绥化"),
            Map.entry(230300, "鸡西"),
            Map.entry(231100, "黑河"),
            Map.entry(230500, "双鸭山"),
            Map.entry(230400, "鹤岗"),
            Map.entry(230700, "伊春"),
            Map.entry(230900, "七台河"),
            Map.entry(232700, "大兴安岭"),
            Map.entry(110105, "北京"),
            Map.entry(310115, "上海"),
            Map.entry(440305, "深圳"),
            Map.entry(210102, "沈阳"),
            Map.entry(220104, "长春"),
            Map.entry(320106, "南京"));
    private static final int[] ELSEWHERE = {110105, 310115, 440305, 210102, 220104, 320106};

    private static final String[] WORDS = {
        "松岭", "雪原", "寒星", "林海", "玄冰", "北望", "墨原", "银杉", "青桦", "白鹭", "鹤鸣", "朔风", "晨霜", "极光", "云杉", "沃野", "冰凌", "长白桦",
        "丹顶", "黑土", "金穗", "江湾", "雁归", "松涛"
    };
    private static final String[] TRADES = {
        "智能装备", "新材料", "生物科技", "信息技术", "农业机械", "能源技术", "航天电子", "环保工程", "轨道装备", "医药", "焊接技术", "检测仪器", "冰雪装备", "数据服务"
    };

    record Organisation(String creditCode, String name, String kind, int division) {}

    /** Acts as the seller in the demo account applicant.seller. */
    final Organisation seller;
    /** Acts as the buyer in the demo account applicant.buyer. */
    final Organisation buyer;

    private final Random random;
    private final Map<Integer, List<Organisation>> local = new LinkedHashMap<>();
    private final List<Organisation> elsewhere = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    DemoOrganisations(Random random) {
        this.random = random;
        seller = new Organisation(creditCode("12", 230103), "哈尔滨松江大学（演示）", UNIVERSITY, 230103);
        buyer = new Organisation(creditCode("91", 230604), "大庆北辰装备有限公司（演示）", ENTERPRISE, 230604);
        COUNTIES.forEach((prefecture, counties) -> {
            var here = new ArrayList<Organisation>();
            var capital = prefecture == 230100;
            addAll(here, prefecture, ENTERPRISE, capital ? 90 : 12);
            addAll(here, prefecture, UNIVERSITY, capital ? 6 : 1);
            addAll(here, prefecture, INSTITUTE, capital ? 8 : 2);
            addAll(here, prefecture, NEW_TYPE, capital ? 3 : 1);
            addAll(here, prefecture, GOVERNMENT, 1);
            addAll(here, prefecture, MEDICAL, capital ? 3 : 1);
            local.put(prefecture, here);
        });
        for (var division : ELSEWHERE) {
            for (var i = 0; i < 8; i++) {
                elsewhere.add(organisation(division, division, ENTERPRISE));
            }
        }
    }

    Organisation in(int prefecture, String kind) {
        var fitting = local.get(prefecture).stream()
                .filter(organisation -> organisation.kind().equals(kind))
                .toList();
        return fitting.get(random.nextInt(fitting.size()));
    }

    Organisation outsideTheProvince() {
        return elsewhere.get(random.nextInt(elsewhere.size()));
    }

    private void addAll(List<Organisation> here, int prefecture, String kind, int count) {
        var counties = COUNTIES.get(prefecture);
        for (var i = 0; i < count; i++) {
            // The first counties of each list are the busier ones; some records only ever name the prefecture.
            var county = counties[Math.min(random.nextInt(counties.length), random.nextInt(counties.length))];
            here.add(organisation(prefecture, random.nextInt(100) < 15 ? prefecture : county, kind));
        }
    }

    private Organisation organisation(int place, int division, String kind) {
        String name;
        do {
            var word = WORDS[random.nextInt(WORDS.length)];
            var trade = TRADES[random.nextInt(TRADES.length)];
            name = PLACES.get(place) + word
                    + switch (kind) {
                        case ENTERPRISE -> trade + "有限公司";
                        case UNIVERSITY -> "大学";
                        case INSTITUTE -> trade + "研究所";
                        case NEW_TYPE -> trade + "创新研究院";
                        case GOVERNMENT -> "科技服务局";
                        case MEDICAL -> "医院";
                        default -> throw new IllegalArgumentException(kind);
                    }
                    + "（演示）";
        } while (!names.add(name));
        var authority = switch (kind) {
            case ENTERPRISE -> "91";
            case NEW_TYPE -> "52";
            case GOVERNMENT -> "11";
            default -> "12";
        };
        return new Organisation(creditCode(authority, division), name, kind, division);
    }

    private String creditCode(String authority, int division) {
        var organisation = new StringBuilder();
        for (var i = 0; i < 8; i++) {
            organisation.append(CreditCode.ALPHABET.charAt(random.nextInt(CreditCode.ALPHABET.length())));
        }
        // Nine characters of the code are an organisation code (GB 11714), which has a check character of its own.
        var weights = new int[] {3, 7, 9, 10, 5, 8, 4, 2};
        var sum = 0;
        for (var i = 0; i < 8; i++) {
            sum += Character.getNumericValue(organisation.charAt(i)) * weights[i];
        }
        var check = (11 - sum % 11) % 11;
        organisation.append(check == 10 ? "X" : String.valueOf(check));
        var first = authority + division + organisation;
        return CreditCode.parse(first + CreditCode.checkDigitOf(first)).value();
    }
}
