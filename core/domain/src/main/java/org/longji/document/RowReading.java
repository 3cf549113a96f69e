package org.longji.document;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.longji.contract.ContractIdentity;
import org.longji.contract.ContractSubtypes;
import org.longji.contract.Subtypes;
import org.longji.party.CreditCode;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.PartyKind;
import org.longji.shared.Sha256;
import org.longji.shared.TenantScope;

/** Reads one line: every cell by itself first, then what the cells of a line owe each other. */
final class RowReading {

    private static final Pattern REGISTRATION_NUMBER = Pattern.compile("\\d{6}(19|20)\\d{2}\\d{6}");
    private static final String MADE_UP = "OVERSEAS-";
    private static final Pattern DIVISION = Pattern.compile("[1-9]\\d{5}");
    private static final LocalDate FIRST_DAY = LocalDate.of(1985, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(2099, 12, 31);
    private static final Money LARGEST = Money.of("999999999999.99");

    /** One year's contract is not a thousand billion; a text of this length is no title. */
    private static final int MAX_TEXT = 500;

    private final LedgerHeader header;
    private final RawRow row;
    private final TenantScope scope;
    private final boolean from1904;
    private final Map<LedgerColumn, String> values = new EnumMap<>(LedgerColumn.class);
    private final Findings findings = new Findings();

    private RowReading(LedgerHeader header, RawRow row, TenantScope scope, boolean from1904) {
        this.header = header;
        this.row = row;
        this.scope = scope;
        this.from1904 = from1904;
    }

    /**
     * @param tenant division of the import, for lines that name none
     * @param scope what the importer may write to
     */
    static LedgerRow read(LedgerHeader header, RawRow row, int tenant, TenantScope scope, boolean from1904) {
        return new RowReading(header, row, scope, from1904).read(tenant);
    }

    /** Reads the two numbers of a line and nothing else; the national one may be blank, it has not come back yet. */
    static LedgerRow readNumbers(LedgerHeader header, RawRow row) {
        var reading = new RowReading(header, row, TenantScope.exactly(0), false);
        if (header.cell(row, LedgerColumn.REGISTRATION_NUMBER).isBlank()) {
            reading.findings.add(
                    LedgerColumn.REGISTRATION_NUMBER, "必填，现为空，请补填", "it is required and blank; fill it in");
        }
        reading.number(LedgerColumn.REGISTRATION_NUMBER);
        reading.number(LedgerColumn.NATIONAL_NUMBER);
        return new LedgerRow(
                row.number(),
                row.texts(),
                reading.values,
                Optional.empty(),
                !reading.findings.isEmpty(),
                reading.findings);
    }

    private LedgerRow read(int tenant) {
        text(LedgerColumn.TITLE);
        word(LedgerColumn.TYPE, Words.CONTRACT_TYPE);
        subtype();
        var signedOn = date(LedgerColumn.SIGNED_ON);
        var validFrom = date(LedgerColumn.VALID_FROM);
        var validUntil = date(LedgerColumn.VALID_UNTIL);
        var registeredOn = date(LedgerColumn.REGISTERED_ON);
        number(LedgerColumn.REGISTRATION_NUMBER);
        number(LedgerColumn.NATIONAL_NUMBER);
        if (registeredOn == null
                && (values.containsKey(LedgerColumn.REGISTRATION_NUMBER)
                        || values.containsKey(LedgerColumn.NATIONAL_NUMBER))) {
            findings.add(
                    LedgerColumn.REGISTERED_ON,
                    "已有登记编号，须填写登记日期",
                    "a contract with a registration number needs its registration date");
        }
        tenant(tenant);
        party(
                LedgerColumn.PROVIDER_KIND,
                LedgerColumn.PROVIDER_NATURE,
                LedgerColumn.PROVIDER_CREDIT_CODE,
                LedgerColumn.PROVIDER_NAME,
                LedgerColumn.PROVIDER_DIVISION);
        country(LedgerColumn.PROVIDER_COUNTRY);
        nature(LedgerColumn.PROVIDER_NATURE, LedgerColumn.PROVIDER_KIND);
        party(
                LedgerColumn.RECIPIENT_KIND,
                LedgerColumn.RECIPIENT_NATURE,
                LedgerColumn.RECIPIENT_CREDIT_CODE,
                LedgerColumn.RECIPIENT_NAME,
                LedgerColumn.RECIPIENT_DIVISION);
        country(LedgerColumn.RECIPIENT_COUNTRY);
        nature(LedgerColumn.RECIPIENT_NATURE, LedgerColumn.RECIPIENT_KIND);
        var contractAmount = amounts(registeredOn);
        amount(LedgerColumn.EXPECTED_INVESTMENT);
        amount(LedgerColumn.EXPECTED_OUTPUT);
        original();
        for (var column : new LedgerColumn[] {
            LedgerColumn.PROJECT_KEY,
            LedgerColumn.IP_CLASS,
            LedgerColumn.TECHNOLOGY_FIELD,
            LedgerColumn.TECHNOLOGY_FIELD_SECONDARY,
            LedgerColumn.ECONOMIC_GOAL,
            LedgerColumn.INDUSTRY,
            LedgerColumn.PLAN_SOURCE,
            LedgerColumn.PLAN_NUMBER,
            LedgerColumn.INTERMEDIARY,
            LedgerColumn.PAYMENT_MODE
        }) {
            text(column);
        }
        word(LedgerColumn.AFFILIATED_PARTIES, Words.ANSWER);
        word(LedgerColumn.FIRST_REGISTRATION, Words.ANSWER);
        word(LedgerColumn.LANDED_IN_PROVINCE, Words.ANSWER);
        word(LedgerColumn.TITLE_TRANSFERRED, Words.ANSWER);
        order(signedOn, registeredOn, LedgerColumn.REGISTERED_ON, "登记日期早于签订日期", "it lies before the signing date");
        order(validFrom, validUntil, LedgerColumn.VALID_UNTIL, "早于有效期起", "it lies before the first day of validity");
        var provider = values.get(LedgerColumn.PROVIDER_CREDIT_CODE);
        var recipient = values.get(LedgerColumn.RECIPIENT_CREDIT_CODE);
        if (provider != null && provider.equals(recipient)) {
            findings.add(
                    LedgerColumn.RECIPIENT_CREDIT_CODE,
                    "买卖双方是同一单位，不构成技术合同，请核对",
                    "provider and recipient are the same organisation; check both codes");
        }
        boolean contractFault = !findings.isEmpty();
        word(LedgerColumn.ELECTED_SIDE, Words.SIDE);
        receipt();
        Optional<byte[]> identity = provider == null || recipient == null || signedOn == null || contractAmount == null
                ? Optional.empty()
                : Optional.of(ContractIdentity.key(provider, recipient, signedOn, contractAmount));
        return new LedgerRow(row.number(), row.texts(), values, identity, contractFault, findings);
    }

    /** The cell, unless it is blank or something that cannot be taken at its word. */
    private @Nullable RawCell given(LedgerColumn column) {
        var cell = header.cell(row, column);
        if (cell.isBlank()) {
            if (column.required() && !mayBeBlank(column)) {
                findings.add(column, "必填，现为空，请补填", "it is required and blank; fill it in");
            }
            return null;
        }
        return switch (cell.kind()) {
            case FORMULA -> {
                findings.add(
                        column,
                        "单元格是公式，系统不计算公式；请复制后“选择性粘贴—数值”",
                        "the cell is a formula, which is not computed here; paste it as a value");
                yield null;
            }
            case ERROR -> {
                findings.add(
                        column,
                        "单元格是错误值“" + cell.text() + "”，请改正",
                        "the cell holds the error value '" + cell.text() + "'; correct it");
                yield null;
            }
            case TEXT, NUMBER -> {
                if (cell.text().length() > LedgerFile.MAX_CELL) {
                    findings.add(column, "内容过长，请缩短", "the text is too long; shorten it");
                    yield null;
                }
                yield cell;
            }
        };
    }

    /** What a party from abroad cannot have is asked for only after its kind is known. */
    private static boolean mayBeBlank(LedgerColumn column) {
        return switch (column) {
            case PROVIDER_CREDIT_CODE, PROVIDER_DIVISION, RECIPIENT_CREDIT_CODE, RECIPIENT_DIVISION -> true;
            default -> false;
        };
    }

    private void text(LedgerColumn column) {
        var cell = given(column);
        if (cell == null) {
            return;
        }
        // Names keep their own characters: full-width brackets belong to the registered name of many a company.
        var text = cell.kind() == RawCell.Kind.NUMBER
                ? Cells.digits(cell)
                : cell.text().strip();
        if (text.length() > MAX_TEXT) {
            findings.add(
                    column, "超过 " + MAX_TEXT + " 字，请缩短", "it is longer than " + MAX_TEXT + " characters; shorten it");
        } else if (text.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t')) {
            findings.add(column, "含有不可见的控制字符，请重新录入", "it contains control characters; type it again");
        } else {
            values.put(column, text);
        }
    }

    private <E extends Enum<E>> @Nullable E word(LedgerColumn column, Words<E> words) {
        var cell = given(column);
        if (cell == null) {
            return null;
        }
        var meaning = words.meaning(Cells.digits(cell));
        if (meaning.isEmpty()) {
            findings.add(
                    column,
                    "“" + shown(cell) + "”不在代码表中，请填：" + words.list(),
                    "'" + shown(cell) + "' is not in the code list; use one of " + words.codes());
            return null;
        }
        values.put(column, meaning.get().name());
        return meaning.get();
    }

    private void subtype() {
        var cell = given(LedgerColumn.SUBTYPE);
        if (cell == null) {
            return;
        }
        var type = Words.CONTRACT_TYPE.meaning(Cells.plain(header.cell(row, LedgerColumn.TYPE)));
        var subtype = Subtypes.meaning(Cells.digits(cell));
        if (subtype.isEmpty() || type.isPresent() && !ContractSubtypes.belongs(type.get(), subtype.get())) {
            findings.add(
                    LedgerColumn.SUBTYPE,
                    "“" + shown(cell) + "”不是该合同类别的子类，请对照代码表",
                    "'" + shown(cell) + "' is not a sub-type of this contract type; see the code list");
        } else {
            values.put(LedgerColumn.SUBTYPE, subtype.get());
        }
    }

    private @Nullable LocalDate date(LedgerColumn column) {
        var cell = given(column);
        if (cell == null) {
            return null;
        }
        var date = Cells.date(cell, from1904);
        if (date.isEmpty()) {
            findings.add(
                    column,
                    "“" + shown(cell) + "”不是日期，请写作 2018-03-05",
                    "'" + shown(cell) + "' is not a date; write it as 2018-03-05");
            return null;
        }
        if (date.get().isBefore(FIRST_DAY) || date.get().isAfter(LAST_DAY)) {
            findings.add(
                    column,
                    date.get() + " 不在 " + FIRST_DAY.getYear() + " 至 " + LAST_DAY.getYear() + " 年之间，请核对",
                    date.get() + " is not between " + FIRST_DAY.getYear() + " and " + LAST_DAY.getYear()
                            + "; check it");
            return null;
        }
        values.put(column, date.get().toString());
        return date.get();
    }

    private void order(
            @Nullable LocalDate first, @Nullable LocalDate second, LedgerColumn column, String zh, String en) {
        if (first != null && second != null && second.isBefore(first)) {
            findings.add(column, zh + "（" + first + "），请核对", en + " (" + first + "); check both");
        }
    }

    /** A number of 16 digits, ours or the national system's. */
    private void number(LedgerColumn column) {
        var cell = given(column);
        if (cell == null) {
            return;
        }
        var number = Cells.digits(cell);
        if (cell.kind() == RawCell.Kind.NUMBER) {
            // A spreadsheet keeps fifteen digits of a number: the sixteenth of this one is already lost.
            findings.add(
                    column,
                    "编号被存成了数值，末位已失真；请把该列设为文本后重新录入",
                    "the number is stored as a numeric cell and has lost its last digit; format the column as text");
        } else if (!REGISTRATION_NUMBER.matcher(number).matches()) {
            findings.add(
                    column,
                    "“" + shown(cell) + "”不是 16 位登记编号（登记点 6 位、年份 4 位、流水号 6 位）",
                    "'" + shown(cell) + "' is not a 16-digit number (point 6, year 4, serial 6)");
        } else {
            values.put(column, number);
        }
    }

    private void country(LedgerColumn column) {
        var cell = given(column);
        if (cell == null) {
            return;
        }
        var text = Cells.digits(cell).toUpperCase(Locale.ROOT);
        NationalSystem.get()
                .countryWritten(text)
                .ifPresentOrElse(
                        letters -> values.put(column, letters),
                        () -> findings.add(
                                column,
                                "“" + shown(cell) + "”不在国别代码表中，请改填三位字母代码（ISO 3166-1），如 CHL，或留空",
                                "'" + shown(cell)
                                        + "' is not in the list of countries; give three letters (ISO 3166-1), such as CHL, or leave it blank"));
    }

    /** The kind of a party in our words, or a national code, which says the nature as well where it is finer than the kind. */
    private @Nullable PartyKind kind(LedgerColumn column, LedgerColumn natureColumn) {
        var nature = NationalSystem.get().natureWritten(Cells.digits(header.cell(row, column)));
        var kind = nature.map(NationalSystem.Nature::kind).orElse(null);
        if (kind == null) {
            return word(column, Words.PARTY_KIND);
        }
        values.put(column, kind.name());
        nature.filter(one -> !one.standsFor()).ifPresent(one -> values.put(natureColumn, one.code()));
        return kind;
    }

    private void nature(LedgerColumn column, LedgerColumn kindColumn) {
        var cell = given(column);
        if (cell == null) {
            return;
        }
        var text = Cells.digits(cell);
        var kind = NationalSystem.get().nature(text).map(NationalSystem.Nature::kind);
        if (kind.isEmpty()
                || values.containsKey(kindColumn) && !kind.get().name().equals(values.get(kindColumn))) {
            findings.add(
                    column,
                    "“" + shown(cell) + "”不是该性质下的单位性质代码，请对照登记表填写说明",
                    "'" + shown(cell) + "' is not a code of this kind of party; see the form's list");
        } else {
            values.put(column, text);
        }
    }

    private void original() {
        var cell = given(LedgerColumn.ORIGINAL_CURRENCY);
        amount(LedgerColumn.ORIGINAL_CONTRACT_AMOUNT);
        if (cell != null) {
            var currency = Cells.plain(cell).toUpperCase(Locale.ROOT);
            if (currency.matches("[A-Z]{3}")) {
                values.put(LedgerColumn.ORIGINAL_CURRENCY, currency);
            } else {
                findings.add(
                        LedgerColumn.ORIGINAL_CURRENCY,
                        "“" + shown(cell) + "”不是币种代码，请填三位字母，如 USD",
                        "'" + shown(cell) + "' is not a currency; give three letters, such as USD");
            }
        }
        if (header.cell(row, LedgerColumn.ORIGINAL_CURRENCY).isBlank()
                != header.cell(row, LedgerColumn.ORIGINAL_CONTRACT_AMOUNT).isBlank()) {
            findings.add(
                    LedgerColumn.ORIGINAL_CURRENCY,
                    "币种与原币金额须同时填写或同时留空",
                    "the currency and the amount in it are given together or not at all");
        }
    }

    private void tenant(int tenant) {
        var cell = given(LedgerColumn.TENANT);
        var text = cell == null ? Integer.toString(tenant) : Cells.digits(cell);
        if (!DIVISION.matcher(text).matches()) {
            findings.add(
                    LedgerColumn.TENANT, "“" + text + "”不是 6 位区划代码", "'" + text + "' is not a six-digit division code");
        } else if (!scope.contains(Integer.parseInt(text))) {
            findings.add(
                    LedgerColumn.TENANT,
                    text + " 不在本次导入的范围（" + scope.low() + "—" + scope.high() + "）内，请在该区划导入",
                    text + " is outside this import (" + scope.low() + "-" + scope.high() + "); import it there");
        } else {
            values.put(LedgerColumn.TENANT, text);
        }
    }

    private void party(
            LedgerColumn kindColumn,
            LedgerColumn natureColumn,
            LedgerColumn codeColumn,
            LedgerColumn nameColumn,
            LedgerColumn divisionColumn) {
        var kind = kind(kindColumn, natureColumn);
        text(nameColumn);
        boolean overseas = kind == PartyKind.OVERSEAS;
        division(divisionColumn, overseas);
        var cell = given(codeColumn);
        if (cell == null) {
            var name = values.get(nameColumn);
            if (overseas && name != null) {
                values.put(codeColumn, codeOfNameless(name));
            } else if (!overseas && header.cell(row, codeColumn).isBlank()) {
                findings.add(
                        codeColumn, "必填，现为空；只有境外方可以留空", "it is required; only a party from abroad may leave it blank");
            }
            return;
        }
        var text = Cells.digits(cell);
        var defect = CreditCode.examine(text);
        if (defect.isEmpty()) {
            values.put(codeColumn, CreditCode.parse(text).value());
        } else if (overseas && text.length() <= 32 && text.matches("[0-9A-Za-z ./:-]+")) {
            values.put(codeColumn, text);
        } else {
            findings.add(codeColumn, defect.get().zh(), defect.get().en());
        }
    }

    private void division(LedgerColumn column, boolean overseas) {
        var cell = given(column);
        var text = cell == null ? "" : Cells.digits(cell);
        if (overseas && (text.isEmpty() || text.equals("0"))) {
            values.put(column, "0");
        } else if (cell == null) {
            if (header.cell(row, column).isBlank()) {
                findings.add(column, "必填，现为空；只有境外方可以留空", "it is required; only a party from abroad may leave it blank");
            }
        } else if (!DIVISION.matcher(text).matches()) {
            findings.add(
                    column,
                    "“" + shown(cell) + "”不是 6 位行政区划代码（GB/T 2260）",
                    "'" + shown(cell) + "' is not a six-digit division code (GB/T 2260)");
        } else {
            values.put(column, text);
        }
    }

    /** A party from abroad has no code of ours; its name makes one, so that it is the same party next time. */
    private static String codeOfNameless(String name) {
        return MADE_UP + HexFormat.of().withUpperCase().formatHex(Sha256.of(name), 0, 10);
    }

    /** Whether a party's code is one we made of its name. */
    static boolean isMadeUp(String code) {
        return code.startsWith(MADE_UP);
    }

    private @Nullable Money amounts(@Nullable LocalDate registeredOn) {
        var contract = amount(LedgerColumn.CONTRACT_AMOUNT);
        var technology = amount(LedgerColumn.TECHNOLOGY_AMOUNT);
        var income = amount(LedgerColumn.TECHNOLOGY_INCOME);
        if (contract != null && technology != null && technology.isMoreThan(contract)) {
            findings.add(
                    LedgerColumn.TECHNOLOGY_AMOUNT,
                    technology + " 元大于合同成交额 " + contract + " 元，请核对非技术性费用",
                    technology + " exceeds the contract amount " + contract + "; check the non-technology cost");
        }
        if (contract != null && income != null && income.isMoreThan(contract)) {
            findings.add(
                    LedgerColumn.TECHNOLOGY_INCOME,
                    income + " 元大于合同成交额 " + contract + " 元，请核对",
                    income + " exceeds the contract amount " + contract + "; check it");
        }
        if (income != null
                && registeredOn == null
                && header.cell(row, LedgerColumn.REGISTERED_ON).isBlank()) {
            findings.add(
                    LedgerColumn.TECHNOLOGY_INCOME,
                    "收入在登记时核定；未填登记日期的合同请留空",
                    "income is approved at registration; leave it blank without a registration date");
        }
        return contract;
    }

    private @Nullable Money amount(LedgerColumn column) {
        var cell = given(column);
        if (cell == null) {
            return null;
        }
        Money amount;
        try {
            amount = Cells.amount(cell);
        } catch (ArithmeticException e) {
            findings.add(
                    column,
                    "“" + shown(cell) + "”多于两位小数，请按分填写，系统不代为取舍",
                    "'" + shown(cell) + "' has more than two decimals; state it to the fen, nothing is rounded here");
            return null;
        } catch (IllegalArgumentException e) {
            findings.add(
                    column,
                    "“" + shown(cell) + "”不是以元为单位的金额，请写作 1200000.00",
                    "'" + shown(cell) + "' is not an amount in yuan; write it as 1200000.00");
            return null;
        }
        if (amount.isNegative()) {
            findings.add(column, amount + " 为负数，请核对", amount + " is negative; check it");
            return null;
        }
        if (amount.isMoreThan(LARGEST)) {
            findings.add(column, amount + " 元过大，请核对单位是否为元", amount + " is too large; check that it is in yuan");
            return null;
        }
        values.put(column, amount.toString());
        return amount;
    }

    private void receipt() {
        var on = date(LedgerColumn.RECEIVED_ON);
        var received = amount(LedgerColumn.RECEIVED);
        boolean noDate = header.cell(row, LedgerColumn.RECEIVED_ON).isBlank();
        boolean noAmount = header.cell(row, LedgerColumn.RECEIVED).isBlank();
        if (noDate != noAmount) {
            findings.add(
                    noDate ? LedgerColumn.RECEIVED_ON : LedgerColumn.RECEIVED,
                    "到账日期与到账金额须同时填写或同时留空",
                    "the date and the amount received are given together or not at all");
        }
        if (received != null && received.isZero()) {
            findings.add(
                    LedgerColumn.RECEIVED,
                    "到账金额须大于 0；没有到账请两列都留空",
                    "it must be above 0; leave both blank if nothing arrived");
        }
        sequence(on != null && received != null);
    }

    private void sequence(boolean receipt) {
        var cell = given(LedgerColumn.RECEIPT_SEQUENCE);
        if (cell == null) {
            return;
        }
        var text = Cells.digits(cell);
        if (!text.matches("[1-9]\\d{0,4}")) {
            findings.add(
                    LedgerColumn.RECEIPT_SEQUENCE,
                    "“" + shown(cell) + "”不是 1 至 99999 的整数",
                    "'" + shown(cell) + "' is not a whole number from 1 to 99999");
        } else if (receipt) {
            values.put(LedgerColumn.RECEIPT_SEQUENCE, text);
        }
    }

    private static String shown(RawCell cell) {
        var text = cell.text().strip();
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
