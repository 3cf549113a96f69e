package org.longji.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.longji.plugin.api.Text;

/**
 * What stands in a mail: titles and links to the console, as text and as simple HTML. Amounts, reasons and names that a message's text
 * has stay in the console, behind the sign-in.
 */
final class MailText {

    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final MailLanguage language;
    private final String subject;
    private final List<String> text = new ArrayList<>();
    private final List<String> html = new ArrayList<>();

    private MailText(MailLanguage language, String subject) {
        this.language = language;
        this.subject = subject.replaceAll("\\p{Cntrl}+", " ");
    }

    /** A message to tell of. */
    record Told(int tenant, Text title) {}

    /** One mail about one message. */
    static MailText ofMessage(MailLanguage language, MailServer server, int home, Told told) {
        return new MailText(language, language.of(told.title())).messages(server, home, List.of(told));
    }

    /** One mail about all of a day. */
    static MailText ofDay(MailLanguage language, MailServer server, int home, List<Told> told) {
        var subject = language.of(new Text(
                "龙技：" + told.size() + " 条新消息",
                told.size() == 1 ? "Longji: a new message" : "Longji: " + told.size() + " new messages"));
        return new MailText(language, subject).messages(server, home, told);
    }

    /** The mail that asks whether an address is the account's. */
    static MailText ofCode(MailLanguage language, MailServer server, int home, String code) {
        var mail = new MailText(
                language, language.of(new Text("龙技：确认您的邮箱地址", "Longji: please confirm your e-mail address")));
        mail.say(new Text("您的确认码：" + code + "（24 小时内有效）", "Your code: " + code + " (it lasts 24 hours)"));
        mail.link(
                new Text("打开个人设置并确认", "Open your profile and confirm"),
                server.link("/t/" + home + "/profile?code=" + code));
        mail.say(new Text(
                "如果您没有在龙技中填写此邮箱，请忽略本邮件，不会再收到其他邮件。",
                "If you did not enter this address in Longji, ignore this mail; no other will follow."));
        return mail;
    }

    private MailText messages(MailServer server, int home, List<Told> told) {
        for (var message : told) {
            link(message.title(), server.link("/t/" + message.tenant() + "/inbox"));
        }
        say(new Text("内容请登录控制台查看。", "Sign in to the console to read more."));
        link(new Text("更改邮件通知设置", "Change which mails you get"), server.link("/t/" + home + "/profile"));
        return this;
    }

    private void say(Text words) {
        text.add(language.of(words));
        html.add("<p>" + escaped(language.of(words)) + "</p>");
    }

    private void link(Text words, String address) {
        text.add(language.of(words) + "\n" + address);
        html.add("<p><a href=\"" + escaped(address) + "\">" + escaped(language.of(words)) + "</a></p>");
    }

    private static String escaped(String raw) {
        return raw.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /**
     * The mail ready to be sent.
     *
     * @param id of the row it is sent for: the same in every attempt, so that a mail that came twice can be told to be one
     */
    MimeMessage message(Session session, MailServer server, String recipient, UUID id, Clock clock)
            throws MessagingException {
        var sender = new InternetAddress(server.from());
        var message = new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", "<" + id + sender.getAddress().replaceFirst(".*@", "@") + ">");
            }
        };
        message.setFrom(sender);
        message.setRecipient(MimeMessage.RecipientType.TO, new InternetAddress(recipient, true));
        message.setSubject(subject, UTF_8);
        message.setSentDate(Date.from(clock.instant()));
        // No out-of-office note in answer (RFC 3834).
        message.setHeader("Auto-Submitted", "auto-generated");
        var plain = new MimeBodyPart();
        plain.setText(String.join("\n\n", text) + "\n", UTF_8);
        var page = new MimeBodyPart();
        page.setContent(
                "<!doctype html><html lang=\"" + (language == MailLanguage.ZH ? "zh-CN" : "en") + "\"><body>"
                        + String.join("\n", html) + "</body></html>",
                "text/html; charset=" + UTF_8);
        message.setContent(new MimeMultipart("alternative", plain, page));
        message.saveChanges();
        return message;
    }
}
