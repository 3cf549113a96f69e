package org.longji.disbursement;

import jakarta.persistence.EntityManager;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.longji.disbursement.PaymentCandidate.Target;
import org.longji.plugin.api.PartyKind;
import org.longji.plugin.api.Text;
import org.longji.shared.Sha256;
import org.longji.shared.Sql;

/** The checks on those who are to be paid: the account, its name, its history, and the black list (失信名单). */
final class PaymentChecks {

    private static final Pattern ACCOUNT = Pattern.compile("\\d{8,32}");
    private static final Pattern UNION_PAY = Pattern.compile("62\\d{14,17}");
    /** What begins so is a formula to a spreadsheet. */
    private static final Pattern FORMULA = Pattern.compile("^[=+\\-@\\t\\r].*", Pattern.DOTALL);

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Co}\\p{Cn}]");
    private static final Pattern SPACES_AND_DASHES = Pattern.compile("[\\s-]+");
    private static final Pattern BRACKETS = Pattern.compile("[\\[{<〔【〖《〈「『]");
    private static final Pattern CLOSING_BRACKETS = Pattern.compile("[\\]}>〕】〗》〉」』]");
    private static final Pattern DOTS = Pattern.compile("[•‧∙⋅・･.]");
    private static final int LONGEST = 140;

    private PaymentChecks() {}

    /** What was found about one item. */
    record Found(PaymentCandidate candidate, PaymentCheck check, Text detail, String fingerprint) {

        PaymentFinding finding() {
            return new PaymentFinding(
                    candidate.item(),
                    candidate.number(),
                    candidate.beneficiaryName(),
                    candidate.amount(),
                    check,
                    detail);
        }
    }

    /** An account as its digits: full width becomes half width, spaces and dashes go. */
    static String digits(String account) {
        return SPACES_AND_DASHES
                .matcher(Normalizer.normalize(account, Normalizer.Form.NFKC))
                .replaceAll("");
    }

    static boolean isAccount(String digits) {
        return ACCOUNT.matcher(digits).matches();
    }

    /** Whether a bank file can hold a name: at most 140 characters, printable, and no formula to a spreadsheet. */
    static boolean usable(String name) {
        return !name.isBlank()
                && name.length() <= LONGEST
                && !isFormula(name)
                && !UNPRINTABLE.matcher(name).find();
    }

    /** Whether a spreadsheet would take a text for a formula. */
    static boolean isFormula(String text) {
        return FORMULA.matcher(text).matches();
    }

    /** A name as it is compared: width, brackets, middle dots, case and spaces make no difference. */
    static String normalised(String name) {
        var text = Normalizer.normalize(name, Normalizer.Form.NFKC);
        text = BRACKETS.matcher(text).replaceAll("(");
        text = CLOSING_BRACKETS.matcher(text).replaceAll(")");
        text = DOTS.matcher(text).replaceAll("·");
        return text.replaceAll("\\s+", "").toLowerCase(Locale.ROOT);
    }

    /** The check digit of a card, by Luhn. */
    static boolean luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int counted = i % 2 == 0 ? digit : digit * 2;
            sum += counted > 9 ? counted - 9 : counted;
        }
        return sum % 10 == 0;
    }

    /**
     * Looks at every candidate; what somebody looked into and let pass is not found again.
     *
     * @return the findings, in the order of the candidates
     */
    static List<Found> examine(EntityManager em, int tenant, List<PaymentCandidate> candidates, LocalDate today) {
        if (candidates.isEmpty()) {
            return List.of();
        }
        var history = History.of(em, tenant, candidates, today);
        var found = new ArrayList<Found>();
        for (var candidate : candidates) {
            examine(candidate, history).stream()
                    .filter(one -> one.check().stubborn()
                            || !history.letPass().contains(candidate.item() + "|" + one.fingerprint()))
                    .forEach(found::add);
        }
        return found;
    }

    private static List<Found> examine(PaymentCandidate one, History history) {
        var found = new ArrayList<Found>();
        for (var listing : history.listings().getOrDefault(one.beneficiaryCode(), List.of())) {
            found.add(found(
                    one,
                    PaymentCheck.CREDIT_LISTED,
                    "失信名单：" + listing.source() + "，" + listing.document(),
                    "On the black list: " + listing.source() + ", " + listing.document(),
                    listing.id().toString()));
        }
        if (one.target().isEmpty()) {
            var held = history.held().getOrDefault(one.item(), 0);
            found.add(found(one, PaymentCheck.NO_ACCOUNT, "没有收款账户。", "No account was given.", "#" + held));
            return found;
        }
        var target = one.target().get();
        account(one, target, history, found);
        if (!normalised(target.payee()).equals(normalised(one.beneficiaryName()))) {
            found.add(found(
                    one,
                    PaymentCheck.NAME_DIFFERS,
                    "户名“" + target.payee() + "”与受益人“" + one.beneficiaryName() + "”不一致。",
                    "The account is " + target.payee() + "'s, not " + one.beneficiaryName() + "'s.",
                    normalised(target.payee()) + "|" + normalised(one.beneficiaryName())));
        }
        return found;
    }

    private static void account(PaymentCandidate one, Target target, History history, List<Found> found) {
        var held = "#" + history.held().getOrDefault(one.item(), 0);
        if (!usable(target.payee()) || !usable(target.bank())) {
            found.add(found(
                    one,
                    PaymentCheck.NAME_UNUSABLE,
                    "户名或开户行含有银行文件不能容纳的字符，或超过 140 字。",
                    "A bank file cannot hold the name of the payee or of the bank.",
                    held));
        }
        if (!isAccount(target.account())) {
            found.add(found(
                    one,
                    PaymentCheck.ACCOUNT_FORMAT,
                    "账号应为 8 至 32 位数字。",
                    "An account number has 8 to 32 digits.",
                    held));
            return;
        }
        if (one.beneficiaryKind() == PartyKind.INDIVIDUAL
                && UNION_PAY.matcher(target.account()).matches()
                && !luhn(target.account())) {
            found.add(found(
                    one,
                    PaymentCheck.CARD_NUMBER,
                    "银行卡号的校验位不对，请核对。",
                    "The check digit of the card number is wrong.",
                    target.account()));
        }
        var others = new TreeSet<>(history.holders().getOrDefault(target.account(), Set.of()));
        others.remove(one.beneficiaryCode());
        if (!others.isEmpty()) {
            found.add(found(
                    one,
                    PaymentCheck.ACCOUNT_SHARED,
                    "另有 " + others.size() + " 个受益人使用同一账号：" + String.join("、", others),
                    "The same account belongs to " + others.size() + " more: " + String.join(", ", others),
                    target.account() + "|" + String.join(",", others)));
        }
        var last = history.lastPaid().get(one.beneficiaryCode());
        if (last != null && !last.equals(target.account())) {
            found.add(found(
                    one,
                    PaymentCheck.ACCOUNT_CHANGED,
                    "账号与上次拨付的账号（尾号 " + tail(last) + "）不同。",
                    "Another account than the last one paid to (ending in " + tail(last) + ").",
                    target.account() + "|" + last));
        }
    }

    private static String tail(String account) {
        return account.substring(Math.max(0, account.length() - 4));
    }

    private static Found found(PaymentCandidate one, PaymentCheck check, String zh, String en, String what) {
        return new Found(one, check, new Text(zh, en), Sha256.hex(check + "|" + what));
    }

    /** What is on record about the candidates, read at once. */
    private record History(
            Map<String, List<Listing>> listings,
            Map<String, Set<String>> holders,
            Map<String, String> lastPaid,
            Set<String> letPass,
            Map<UUID, Integer> held) {

        record Listing(UUID id, String code, String source, String document) {}

        static History of(EntityManager em, int tenant, List<PaymentCandidate> candidates, LocalDate today) {
            var items = candidates.stream().map(PaymentCandidate::item).toList();
            var codes = candidates.stream()
                    .map(PaymentCandidate::beneficiaryCode)
                    .distinct()
                    .toList();
            var accounts = candidates.stream()
                    .flatMap(one -> one.target().stream())
                    .map(Target::account)
                    .distinct()
                    .toList();
            var listings = Sql.query(
                            em,
                            """
                            select id, beneficiary_code, source, document from credit_listing
                            where beneficiary_code = any (?) and lifted_at is null and listed_from <= ?
                                and (listed_until is null or listed_until >= ?)
                            order by entered_at, id
                            """,
                            row -> new Listing(
                                    row.uuid("id"),
                                    row.text("beneficiary_code"),
                                    row.text("source"),
                                    row.text("document")),
                            codes,
                            today,
                            today)
                    .stream()
                    .collect(Collectors.groupingBy(Listing::code));
            var last = new HashMap<String, String>();
            Sql.stream(em, """
                    select distinct on (beneficiary_code) beneficiary_code, account from payment
                    where tenant = ? and beneficiary_code = any (?) and status = 'SUCCEEDED'
                    order by beneficiary_code, settled_at desc, id
                    """, 0, row -> last.put(row.text("beneficiary_code"), row.text("account")), tenant, codes);
            var letPass = new HashSet<String>();
            var held = new HashMap<UUID, Integer>();
            Sql.stream(
                    em,
                    "select item_id, fingerprint, lifted_at is not null as lifted from payment_hold where item_id = any (?)",
                    0,
                    row -> {
                        held.merge(row.uuid("item_id"), 1, Integer::sum);
                        if (row.bool("lifted")) {
                            letPass.add(row.uuid("item_id") + "|" + row.text("fingerprint"));
                        }
                    },
                    items);
            return new History(listings, holders(em, tenant, accounts), last, letPass, held);
        }

        /** Who said that an account is theirs, or was paid to it. */
        private static Map<String, Set<String>> holders(EntityManager em, int tenant, Collection<String> accounts) {
            var holders = new HashMap<String, Set<String>>();
            Sql.stream(
                    em,
                    """
                    select account_digits(account) as account, beneficiary_code from round_claim
                    where tenant = ? and agreed and account_digits(account) = any (?)
                    union select account, beneficiary_code from payment where tenant = ? and account = any (?) and status <> 'CANCELLED'
                    """,
                    0,
                    row -> holders.computeIfAbsent(row.text("account"), ignored -> new HashSet<>())
                            .add(row.text("beneficiary_code")),
                    tenant,
                    accounts,
                    tenant,
                    accounts);
            return holders;
        }
    }

    /** The approved items of a round that nothing holds and no payment is on its way for. */
    static List<PaymentCandidate> candidates(
            EntityManager em, int tenant, UUID round, boolean again, Optional<List<UUID>> only) {
        return Sql.query(
                em,
                """
                select i.id, i.number, i.beneficiary_code, i.beneficiary_name, i.beneficiary_kind,
                    i.allocated - item_offset(i.id) as amount, p.attempts,
                    coalesce(a.payee, c.payee) as payee, coalesce(a.bank, c.bank) as bank,
                    account_digits(coalesce(a.account, c.account)) as account
                from round_item i
                left join round_claim c on c.item_id = i.id
                left join lateral (select * from payee_account a where a.item_id = i.id and a.confirmed
                    order by a.decided_at desc, a.id limit 1) a on true
                cross join lateral (select count(*)::int as attempts,
                        coalesce(bool_or(p.status in ('READY', 'SENT', 'SUCCEEDED')), false) as live,
                        coalesce(bool_or(p.status in ('FAILED', 'RETURNED')), false) as refused,
                        coalesce(bool_or(exists (select 1 from bank_mismatch w where w.payment_id = p.id and w.closed_at is null)), false) as doubtful
                    from payment p where p.item_id = i.id) p
                where i.tenant = ? and i.round_id = ? and i.status = 'APPROVED' and i.hold is null
                    and not p.live and not p.doubtful and (? or not p.refused) and (?::uuid[] is null or i.id = any (?))
                order by i.ordinal
                """,
                row -> new PaymentCandidate(
                        row.uuid("id"),
                        row.text("number"),
                        row.text("beneficiary_code"),
                        row.text("beneficiary_name"),
                        row.constant("beneficiary_kind", PartyKind.class),
                        row.money("amount"),
                        row.optionalText("account")
                                .map(account -> new Target(
                                        row.text("payee").strip(),
                                        row.text("bank").strip(),
                                        account)),
                        row.integer("attempts")),
                tenant,
                round,
                again,
                only,
                only);
    }
}
