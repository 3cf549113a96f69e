package org.longji.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.longji.server.Api.HARBIN;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.longji.shared.Clocks;

/** From an address on one's own page to a message in the mailbox. */
@ExtendWith(LongjiServer.class)
class MailIT {

    private static final String PASSWORD = "a-password-of-the-tests";

    private static JsonNode reviewer(LongjiServer.Running longji, String name) {
        return Api.as(longji, "harbin.admin")
                .post(
                        Api.tenant(HARBIN, "accounts"),
                        Map.of(
                                "username",
                                name,
                                "displayName",
                                "收信人",
                                "displayNameEn",
                                "Reader",
                                "password",
                                PASSWORD,
                                "roles",
                                List.of(Map.of("tenant", HARBIN, "role", "REVIEWER"))))
                .expect(201);
    }

    @Test
    @DisplayName("an officer enters an address, confirms it by the link in the mail, and is mailed the next message")
    void fromAddressToMailbox(LongjiServer.Running longji) throws Exception {
        var name = "it.mail." + System.currentTimeMillis();
        var address = name + "@example.org";
        var account = reviewer(longji, name);
        var colleague = reviewer(longji, name + ".away");
        try (var browser = new Browser(longji.base())) {
            var page = browser.signedIn(name, PASSWORD);
            page.getByTestId("user-menu").click();
            page.getByTestId("own-profile").click();
            assertThat(page.getByTestId("mail-state")).containsText("尚未填写邮箱");
            page.getByTestId("mail-address").fill("no address");
            page.getByTestId("mail-save").click();
            assertThat(page.getByTestId("own-mail")).containsText("邮箱地址的格式不正确");
            page.getByTestId("mail-address").fill(address);
            page.getByTestId("mail-save").click();
            assertThat(page.getByTestId("mail-pending")).containsText(address);
            stands(page, "pending");
            page.getByTestId("mail-code").fill("AAAAAAAA");
            page.getByTestId("mail-confirm").click();
            assertThat(page.getByTestId("problem")).containsText("MAIL_CODE_WRONG");

            var link = text(mail(longji, address, 1)).replaceFirst("(?s).*https?://[^/]+(/t/\\S+code=\\w+).*", "$1");
            page.navigate(link);
            page.getByTestId("mail-confirm").click();
            assertThat(page.getByTestId("mail-state")).containsText("消息发送至 " + address);
            stands(page, "confirmed");

            new Api(longji.anonymous().signIn(name + ".away", PASSWORD))
                    .post(
                            Api.tenant(HARBIN, "absences"),
                            Map.of(
                                    "from", LocalDate.now(Clocks.CHINA).toString(),
                                    "until",
                                            LocalDate.now(Clocks.CHINA)
                                                    .plusDays(2)
                                                    .toString(),
                                    "deputy", account.path("id").asText()))
                    .expect(201);
            var told = mail(longji, address, 2);
            Assertions.assertThat(told.getSubject()).isEqualTo("请代办审批");
            Assertions.assertThat(text(told))
                    .contains("/t/" + HARBIN + "/inbox")
                    .doesNotContain(colleague.path("displayName").asText());

            page.getByTestId("mail-remove").click();
            page.locator(".ant-popconfirm .ant-btn-primary").click();
            assertThat(page.getByTestId("mail-state")).containsText("尚未填写邮箱");
            Assertions.assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    @DisplayName("half a configuration ends the start with a sentence about what is missing")
    void halfConfigured(@TempDir Path data) {
        var started =
                Distribution.start(data, Map.of("LONGJI_MAIL_HOST", "mail.example.org"), "--port", "0", "--empty");
        Assertions.assertThat(started.awaitExit()).isEqualTo(1);
        Assertions.assertThat(started.err()).contains("cannot start", "LONGJI_MAIL_FROM");
    }

    /** The mail with that number to that address. */
    private static MimeMessage mail(LongjiServer.Running longji, String address, int number) {
        Api.until("mail " + number + " to " + address, () -> to(longji, address).size() >= number);
        return to(longji, address).get(number - 1);
    }

    private static List<MimeMessage> to(LongjiServer.Running longji, String address) {
        return longji.mailboxes()
                .findReceivedMessages(user -> user.getEmail().equals(address), mail -> true)
                .toList();
    }

    private static String text(MimeMessage mail) throws Exception {
        return (String) ((MimeMultipart) mail.getContent()).getBodyPart(0).getContent();
    }

    private static void stands(Page page, String name) {
        var folder = System.getProperty("longji.shots");
        if (folder != null) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of(folder, "mail-" + name + ".png"))
                    .setFullPage(true));
        }
        Assertions.assertThat(Browser.barriers(page)).as(name).isEmpty();
    }
}
