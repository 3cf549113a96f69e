package org.longji.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.longji.audit.Journal;
import org.longji.inbox.Inbox;
import org.longji.inbox.Message;
import org.longji.plugin.api.Text;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.Clocks;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Role;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;

/** What is told by e-mail, over SMTP. */
class MailTest {

    private final MailHouse house = new MailHouse();
    private final MailSending node = house.node();
    private final Caller reviewer = house.officer(MailHouse.HARBIN, "reviewer", Role.REVIEWER);

    @AfterEach
    void closed() {
        house.close();
    }

    private static void refused(Problem problem, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(problem));
    }

    private MailProfile enter(Caller caller, String address) {
        return house.addresses.change(caller, new MailAddresses.Wish(address, MailWish.EACH, MailLanguage.EN));
    }

    /** Two nodes send at the same instant; returns how many mails each handed over. */
    private int bothAtOnce() throws Exception {
        var barrier = new CyclicBarrier(2);
        var pool = Executors.newFixedThreadPool(2);
        try {
            int sum = 0;
            Callable<Integer> turn = () -> {
                var another = house.node();
                barrier.await();
                return another.send();
            };
            for (var sent : pool.invokeAll(List.of(turn, turn))) {
                sum += sent.get();
            }
            return sum;
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    @DisplayName("a message is mailed once, as text and as HTML: its title and a link, nothing of its text")
    void eachMessage() throws Exception {
        house.confirmed(reviewer, "reviewer@example.org", MailWish.EACH);
        house.deliver(MailHouse.to(reviewer));
        assertThat(node.send()).isEqualTo(1);
        assertThat(node.send()).isZero();
        var mail = house.received().get(0);
        assertThat(MailHouse.recipients(house.received())).containsExactly("reviewer@example.org");
        assertThat(mail.getFrom()[0]).hasToString("longji@example.org");
        assertThat(mail.getSubject()).isEqualTo("请答复：示例批次");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        for (int part : List.of(0, 1)) {
            assertThat(MailHouse.part(mail, part))
                    .contains("请答复：示例批次", "https://longji.example.org/t/230100/inbox", "/t/230100/profile")
                    .doesNotContain("1,234", "6222");
        }
        assertThat(MailHouse.part(mail, 1)).startsWith("<!doctype html>");
        assertThat(house.states(reviewer)).containsExactly("SENT");
    }

    @Test
    @DisplayName("what a title contains is text in the HTML, and no header of its own")
    void escaped() throws Exception {
        house.confirmed(reviewer, "reviewer@example.org", MailWish.EACH);
        var title = new Text("甲<b>&\r\nBcc: other@example.org", "x");
        house.deliver(Message.toAccount(MailHouse.HARBIN, reviewer.accountId(), "T", "contract", "1", title, title));
        node.send();
        assertThat(house.received()).hasSize(1);
        var mail = house.received().get(0);
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getSubject()).isEqualTo("甲<b>& Bcc: other@example.org");
        assertThat(MailHouse.part(mail, 1)).contains("甲&lt;b&gt;&amp;").doesNotContain("<b>");
    }

    @Test
    @DisplayName("two nodes that send at once send everything, and each mail once")
    void twoNodes() throws Exception {
        house.confirmed(reviewer, "reviewer@example.org", MailWish.EACH);
        var messages = new ArrayList<Message>();
        for (int i = 0; i < 40; i++) {
            var title = new Text("消息 " + i, "Message " + i);
            messages.add(Message.toAccount(MailHouse.HARBIN, reviewer.accountId(), "T", "contract", "1", title, title));
        }
        house.deliver(messages.toArray(Message[]::new));
        assertThat(bothAtOnce()).isEqualTo(40);
        assertThat(house.received().stream().map(MailHouse::subject))
                .hasSize(40)
                .doesNotHaveDuplicates();
        assertThat(house.states(reviewer)).hasSize(40).containsOnly("SENT");
    }

    @Test
    @DisplayName("a message that was rolled back is not mailed")
    void rolledBack() {
        house.confirmed(reviewer, "reviewer@example.org", MailWish.EACH);
        assertThatThrownBy(() -> house.transactions.within(TenantScope.EVERYWHERE, em -> {
                    Inbox.deliver(em, List.of(MailHouse.to(reviewer)));
                    throw new IllegalStateException("undone");
                }))
                .hasMessageContaining("undone");
        assertThat(node.send()).isZero();
        assertThat(house.states(reviewer)).isEmpty();
    }

    @Test
    @DisplayName("an address gets nothing but its code until the account has entered it")
    void confirmation() {
        assertThat(house.addresses.profile(reviewer))
                .isEqualTo(new MailProfile(true, null, null, MailWish.EACH, MailLanguage.ZH, null));
        assertThat(enter(reviewer, "reviewer@example.org").pending()).isEqualTo("reviewer@example.org");
        house.deliver(MailHouse.to(reviewer));
        assertThat(node.send()).isEqualTo(1);
        assertThat(MailHouse.subject(house.received().get(0))).isEqualTo("Longji: please confirm your e-mail address");
        assertThat(MailHouse.part(house.received().get(0), 0)).contains("/t/230100/profile?code=");
        var profile = house.addresses.confirm(reviewer, house.code().toLowerCase(java.util.Locale.ROOT));
        assertThat(profile.address()).isEqualTo("reviewer@example.org");
        assertThat(profile.pending()).isNull();
        house.deliver(MailHouse.to(reviewer));
        assertThat(node.send()).isEqualTo(1);
        assertThat(MailHouse.subject(house.received().get(1))).isEqualTo("Please answer: a sample round");
    }

    @Test
    @DisplayName("while a new address waits to be confirmed, messages go to the old one")
    void anotherAddress() {
        house.confirmed(reviewer, "old@example.org", MailWish.EACH);
        enter(reviewer, "new@example.org");
        house.deliver(MailHouse.to(reviewer));
        node.send();
        assertThat(MailHouse.recipients(house.received()))
                .containsExactlyInAnyOrder("new@example.org", "old@example.org");
        assertThat(enter(reviewer, "old@example.org").pending()).isNull();
        assertThat(node.send()).isZero();
    }

    @Test
    @DisplayName("a code is one account's, lasts a day, forgives four errors, and only the last one counts")
    void codes() {
        enter(reviewer, "reviewer@example.org");
        node.send();
        var first = house.code();
        var other = house.officer(MailHouse.HARBIN, "other", Role.REVIEWER);
        enter(other, "other@example.org");
        refused(Problem.MAIL_CODE_WRONG, () -> house.addresses.confirm(other, first));
        enter(reviewer, "reviewer@example.org");
        node.send();
        refused(Problem.MAIL_CODE_WRONG, () -> house.addresses.confirm(reviewer, first));
        var second = house.addresses.profile(reviewer).pending() == null ? "" : lastCode("reviewer@example.org");
        house.clock.forward(MailAddresses.CODE_LASTS.plusMinutes(1));
        refused(Problem.MAIL_CODE_WRONG, () -> house.addresses.confirm(reviewer, second));
        enter(reviewer, "reviewer@example.org");
        node.send();
        var third = lastCode("reviewer@example.org");
        for (int i = 0; i < MailAddresses.MOST_FAILURES; i++) {
            refused(Problem.MAIL_CODE_WRONG, () -> house.addresses.confirm(reviewer, "WRONG"));
        }
        refused(Problem.MAIL_CODE_WRONG, () -> house.addresses.confirm(reviewer, third));
        enter(reviewer, "reviewer@example.org");
        node.send();
        assertThat(house.addresses
                        .confirm(reviewer, lastCode("reviewer@example.org"))
                        .address())
                .isEqualTo("reviewer@example.org");
    }

    private String lastCode(String recipient) {
        var mails = house.received().stream()
                .filter(mail -> MailHouse.recipients(List.of(mail)).contains(recipient))
                .toList();
        return MailHouse.part(mails.get(mails.size() - 1), 0).replaceFirst("(?s).*code=([A-Z0-9]+).*", "$1");
    }

    @Test
    @DisplayName("nobody has more than five codes a day sent to whoever they please")
    void notMoreCodes() {
        for (int i = 0; i < MailAddresses.CODES_A_DAY; i++) {
            enter(reviewer, "victim" + i + "@example.org");
        }
        refused(Problem.MAIL_CODES_SPENT, () -> enter(reviewer, "victim@example.org"));
        // Only the last address is still meant.
        assertThat(node.send()).isEqualTo(1);
        assertThat(MailHouse.recipients(house.received())).containsExactly("victim4@example.org");
        house.clock.forward(Duration.ofHours(25));
        enter(reviewer, "victim@example.org");
    }

    @ParameterizedTest
    @CsvSource({"nobody", "a@b@c", "'a b@example.org'", "'a@example.org, b@example.org'", "''"})
    @DisplayName("what is no address is refused at the field")
    void noAddress(String text) {
        refused(Problem.INVALID_FIELDS, () -> enter(reviewer, text));
    }

    @Test
    @DisplayName("messages go to those they are for: the party's people, and officers who hold the role in that tenant")
    void recipients() {
        house.confirmed(reviewer, "reviewer@example.org", MailWish.EACH);
        house.confirmed(house.officer(MailHouse.HARBIN, "finance", Role.FINANCE), "finance@example.org", MailWish.EACH);
        house.confirmed(house.officer(MailHouse.DAQING, "daqing", Role.REVIEWER), "daqing@example.org", MailWish.EACH);
        house.confirmed(
                house.officer(MailHouse.PROVINCE, "province", Role.ADMINISTRATOR),
                "province@example.org",
                MailWish.EACH);
        house.confirmed(house.officer(MailHouse.HARBIN, "never", Role.REVIEWER), "never@example.org", MailWish.NEVER);
        house.confirmed(house.applicant(MailHouse.PROVINCE, "a", "A"), "a@example.org", MailWish.EACH);
        house.confirmed(house.applicant(MailHouse.PROVINCE, "b", "B"), "b@example.org", MailWish.EACH);
        house.deliver(
                Message.toHolders(
                        MailHouse.HARBIN,
                        Capability.DISBURSE_REVIEW,
                        "T",
                        "round",
                        "1",
                        MailHouse.TITLE,
                        MailHouse.TITLE),
                Message.toParty(MailHouse.HARBIN, "A", "T", "own-money", "1", MailHouse.TITLE, MailHouse.TITLE));
        node.send();
        assertThat(MailHouse.recipients(house.received()))
                .containsExactlyInAnyOrder("reviewer@example.org", "a@example.org");
    }

    @Test
    @DisplayName("messages that a statement delivers to many parties are mailed too")
    void manyParties() {
        house.confirmed(house.applicant(MailHouse.PROVINCE, "a", "A"), "a@example.org", MailWish.EACH);
        house.confirmed(house.applicant(MailHouse.PROVINCE, "b", "B"), "b@example.org", MailWish.EACH);
        // Written by the city, to accounts that the province keeps and the city does not see.
        house.transactions.within(
                TenantScope.exactly(MailHouse.HARBIN),
                em -> Inbox.deliverToParties(
                        em,
                        "T",
                        "own-money",
                        "select 230100, p, '1', '题', 'Title', '文', 'text' from unnest(array['A', 'B']) p"));
        assertThat(node.send()).isEqualTo(2);
    }

    @Test
    @DisplayName("an address the server does not know is given up at once and said so; the others get theirs")
    void unknownRecipient() {
        house.confirmed(reviewer, "unknown@example.org", MailWish.EACH);
        var other = house.confirmed(
                house.officer(MailHouse.HARBIN, "other", Role.REVIEWER), "other@example.org", MailWish.EACH);
        house.deliver(MailHouse.to(reviewer), MailHouse.to(other));
        assertThat(node.send()).isEqualTo(1);
        assertThat(house.states(reviewer)).containsExactly("FAILED");
        assertThat(house.states(other)).containsExactly("SENT");
        var failure = house.addresses.profile(reviewer).failure();
        assertThat(failure).isNotNull();
        assertThat(failure.reason()).contains("550 5.1.1 no such mailbox");
        assertThat(house.addresses.profile(other).failure()).isNull();
    }

    @Test
    @DisplayName("what is turned down for now is tried again ever later, eight times in all")
    void fullMailbox() {
        house.confirmed(reviewer, "full@example.org", MailWish.EACH);
        house.deliver(MailHouse.to(reviewer));
        for (int attempt = 1; attempt <= MailSending.MOST_ATTEMPTS; attempt++) {
            assertThat(house.states(reviewer)).containsExactly("WAITING");
            assertThat(node.send()).isZero();
            // Not before its time.
            assertThat(attempts()).isEqualTo(attempt);
            node.send();
            assertThat(attempts()).isEqualTo(attempt);
            house.clock.forward(MailSending.waitAfter(attempt).plusSeconds(1));
        }
        assertThat(house.states(reviewer)).containsExactly("FAILED");
        assertThat(house.addresses.profile(reviewer).failure().reason()).contains("452 4.2.2 mailbox full");
    }

    private int attempts() {
        return house.transactions.within(
                TenantScope.EVERYWHERE,
                em -> Sql.first(em, "select max(attempts) as n from outgoing_mail", row -> row.integer("n"))
                        .orElseThrow());
    }

    @Test
    @DisplayName("while the server is down nothing is lost and nothing counted; once it is up everything goes out")
    void downThenUp() {
        house.confirmed(reviewer, "reviewer@example.org", MailWish.EACH);
        house.down();
        house.deliver(MailHouse.to(reviewer), MailHouse.to(reviewer));
        node.run();
        assertThat(attempts()).isZero();
        house.up();
        // It waits a while before it tries again.
        node.run();
        assertThat(house.received()).isEmpty();
        house.clock.forward(Duration.ofMinutes(1));
        node.run();
        assertThat(house.received()).hasSize(2);
        assertThat(house.states(reviewer)).containsExactly("SENT", "SENT");
    }

    @Test
    @DisplayName("what no server took for days is given up and not poured out when one comes back")
    void tooOld() {
        house.confirmed(reviewer, "reviewer@example.org", MailWish.EACH);
        house.deliver(MailHouse.to(reviewer));
        house.clock.forward(Duration.ofDays(5));
        assertThat(node.send()).isZero();
        assertThat(house.states(reviewer)).containsExactly("FAILED");
    }

    @Test
    @DisplayName("a digest is one mail at eight with everything since the last, also where two nodes send at once")
    void digest() throws Exception {
        house.confirmed(reviewer, "reviewer@example.org", MailWish.DAILY);
        house.deliver(MailHouse.to(reviewer));
        house.deliver(MailHouse.to(reviewer), MailHouse.to(reviewer));
        assertThat(node.send()).isZero();
        var due = house.transactions.within(
                TenantScope.EVERYWHERE,
                em -> Sql.query(em, "select distinct due_at from outgoing_mail", row -> row.instant("due_at")));
        assertThat(due).hasSize(1);
        var local = ZonedDateTime.ofInstant(due.get(0), Clocks.CHINA);
        assertThat(local.toLocalTime()).isEqualTo(LocalTime.of(8, 0));
        assertThat(local.toLocalDate())
                .isBetween(
                        LocalDate.now(Clocks.CHINA), LocalDate.now(Clocks.CHINA).plusDays(1));
        house.clock.forward(Duration.ofDays(1));
        assertThat(bothAtOnce()).isEqualTo(1);
        assertThat(house.received().stream().map(MailHouse::subject)).containsExactly("龙技：3 条新消息");
        assertThat(links(house.received().get(0))).isEqualTo(3);
        assertThat(house.states(reviewer)).containsExactly("SENT", "SENT", "SENT");
    }

    private static int links(MimeMessage mail) {
        return MailHouse.part(mail, 1).split("/t/230100/inbox", -1).length - 1;
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T07:59:59+08:00, 2026-03-01T08:00+08:00",
        "2026-03-01T08:00:00+08:00, 2026-03-02T08:00+08:00",
        "2025-12-31T23:30:00+08:00, 2026-01-01T08:00+08:00"
    })
    @DisplayName("the next digest is at eight of this day or the next")
    void nextDigest(String at, String next) {
        var found = house.transactions.within(
                TenantScope.EVERYWHERE,
                em -> Sql.first(em, "select next_digest(?::timestamptz) as due", row -> row.instant("due"), at)
                        .orElseThrow());
        assertThat(found).isEqualTo(ZonedDateTime.parse(next).toInstant());
    }

    @Test
    @DisplayName("who has left or wants no mail any more gets none of what waited")
    void changedMind() {
        house.confirmed(reviewer, "reviewer@example.org", MailWish.EACH);
        var other = house.confirmed(
                house.officer(MailHouse.HARBIN, "other", Role.REVIEWER), "other@example.org", MailWish.EACH);
        house.deliver(MailHouse.to(reviewer), MailHouse.to(other));
        house.addresses.remove(reviewer);
        house.addresses.change(other, new MailAddresses.Wish(null, MailWish.NEVER, MailLanguage.ZH));
        assertThat(node.send()).isZero();
        assertThat(house.states(reviewer)).containsExactly("DROPPED");
        assertThat(house.states(other)).containsExactly("DROPPED");
        assertThat(house.addresses.profile(other).address()).isEqualTo("other@example.org");
    }

    @Test
    @DisplayName("a tenant sees its own outgoing mail, no sibling's, and an applicant none")
    void walls() {
        house.confirmed(reviewer, "reviewer@example.org", MailWish.EACH);
        house.deliver(MailHouse.to(reviewer));
        assertThat(seen(TenantScope.subtree(MailHouse.HARBIN))).isEqualTo(2);
        assertThat(seen(TenantScope.subtree(MailHouse.DAQING))).isZero();
        assertThat(seen(TenantScope.subtree(MailHouse.PROVINCE).asParty("A"))).isZero();
    }

    private int seen(TenantScope scope) {
        return house.transactions.within(
                scope,
                em -> Sql.first(
                                em,
                                "select (select count(*) from outgoing_mail)::int + (select count(*) from mail_address)::int as n",
                                row -> row.integer("n"))
                        .orElseThrow());
    }

    @Test
    @DisplayName(
            "where no server is configured nothing is sent, nobody can enter an address, and what was entered can be removed")
    void notSetUp() {
        house.confirmed(reviewer, "reviewer@example.org", MailWish.EACH);
        var none = house.server(Optional.empty(), "STARTTLS");
        none.run();
        var addresses = new MailAddresses(house.transactions, none, new Journal(), house.clock);
        house.deliver(MailHouse.to(reviewer));
        new MailSending(house.transactions, none, house.clock).run();
        assertThat(house.states(reviewer)).containsExactly("WAITING");
        assertThat(addresses.profile(reviewer).available()).isFalse();
        refused(
                Problem.MAIL_NOT_SET_UP,
                () -> addresses.change(
                        reviewer, new MailAddresses.Wish("new@example.org", MailWish.EACH, MailLanguage.ZH)));
        addresses.remove(reviewer);
        assertThat(addresses.profile(reviewer).address()).isNull();
    }

    @Test
    @DisplayName("a server that does not switch to TLS is told nothing where TLS is asked for")
    void neverInTheClear() {
        house.confirmed(reviewer, "reviewer@example.org", MailWish.EACH);
        house.deliver(MailHouse.to(reviewer));
        var strict =
                new MailSending(house.transactions, house.server(Optional.of("127.0.0.1"), "starttls"), house.clock);
        assertThat(strict.send()).isZero();
        assertThat(house.received()).isEmpty();
        assertThat(house.states(reviewer)).containsExactly("WAITING");
    }

    @ParameterizedTest
    @CsvSource({
        "x, NONE, , , LONGJI_MAIL_PORT is a number",
        "25, SSL, , , 'LONGJI_MAIL_SECURITY is NONE, STARTTLS or TLS'",
        "25, NONE, somebody, , LONGJI_MAIL_USER and LONGJI_MAIL_PASSWORD are set both or neither",
        "25, NONE, , nobody, LONGJI_MAIL_FROM is no address"
    })
    @DisplayName("half a configuration ends the start with a sentence about it")
    void halfConfigured(String port, String security, String user, String from, String sentence) {
        var server = new MailServer(
                Optional.of("mail.example.org"),
                Optional.of(port),
                security,
                Optional.ofNullable(user),
                Optional.empty(),
                Optional.of(Optional.ofNullable(from).orElse("longji@example.org")),
                "http://localhost:8080");
        assertThatThrownBy(server::run).hasMessageContaining(sentence);
    }
}
