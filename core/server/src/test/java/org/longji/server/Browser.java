package org.longji.server;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.longji.shared.Clocks;

/** The system's Chromium without a window, on the console of a running Longji. It remembers what the pages complained about. */
final class Browser implements AutoCloseable {
    /** The one without a frame of windows first: in the others each context starts that frame too. */
    private static final List<String> NAMES =
            List.of("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome");
    /** In milliseconds; the machine may be busy with the demo data. */
    private static final double PATIENCE = 30_000;

    private final URI base;
    private final List<BrowserContext> contexts = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    Browser(URI base) {
        this.base = base;
    }

    /** The one process of this JVM, which ends with it: what tests must not share is in the contexts, not here. */
    private static final class Chromium {
        static final com.microsoft.playwright.Browser RUNNING = start();
    }

    private static com.microsoft.playwright.Browser start() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
        Path executable = executable();
        // The browser of the system is used, so none is downloaded.
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        try {
            return playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(executable)
                            // The sandbox refuses root and needs name spaces that containers lack; only Longji is
                            // visited.
                            .setArgs(List.of(
                                    "--no-sandbox",
                                    "--disable-gpu",
                                    "--disable-dev-shm-usage",
                                    "--disable-background-networking")));
        } catch (PlaywrightException e) {
            playwright.close();
            throw new IllegalStateException(executable + " does not start: " + e.getMessage(), e);
        }
    }

    private static Path executable() {
        var folders = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator);
        return NAMES.stream()
                .flatMap(name -> Stream.of(folders).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException(
                                "The console's test needs a browser and found none of " + NAMES
                                        + ". Please type: sudo apt-get update && sudo apt-get install -y chromium fonts-wqy-zenhei"));
    }

    /**
     * A zone where the calendar now shows another day than in China. The office's day is China's: a page that takes the reader's
     * for it is found out at any hour, and not only while the two happen to differ.
     */
    private static String elsewhere() {
        return LocalTime.now(Clocks.CHINA).getHour() < 19 ? "Etc/GMT+12" : "Pacific/Kiritimati";
    }

    /** A tab of its own, with nobody signed in. */
    Page page() {
        BrowserContext context = Chromium.RUNNING.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setBaseURL(base.toString())
                .setLocale("zh-CN")
                .setTimezoneId(elsewhere())
                // A list that is still fading out has no contrast that could be judged.
                .setReducedMotion(ReducedMotion.REDUCE)
                .setViewportSize(1280, 900));
        contexts.add(context);
        context.setDefaultTimeout(PATIENCE);
        Page page = context.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            // A refused sign-in is an answer, though the browser reports every status from 400 on.
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                complaints.add(message.text());
            }
        });
        return page;
    }

    /** A tab of its own for somebody. */
    Page signedIn(String username, String password) {
        Page page = page();
        signIn(page, username, password);
        return page;
    }

    static void signIn(Page page, String username, String password) {
        page.navigate("/");
        enter(page, username, password);
        PlaywrightAssertions.assertThat(page.getByTestId("user-menu")).isVisible();
    }

    static void enter(Page page, String username, String password) {
        page.getByTestId("username").fill(username);
        page.getByTestId("password").fill(password);
        page.getByTestId("submit").click();
    }

    /** Errors of scripts and breaches of the content security policy on any page so far. */
    List<String> complaints() {
        return complaints;
    }

    /** What keeps people with a disability from using the page, by the rules of axe, as far as it is serious. */
    static List<?> barriers(Page page) {
        if (page.evaluate("typeof axe").equals("undefined")) {
            page.evaluate(axe());
        }
        return (List<?>) page.evaluate("""
                axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations
                    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
                    .map(({ id, help, nodes }) => `${id}: ${help} ${nodes.map(({ html }) => html).slice(0, 5).join(' ')}`))
                """);
    }

    private static String axe() {
        try (InputStream script = Objects.requireNonNull(Browser.class.getResourceAsStream("/axe.min.js"))) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        contexts.forEach(BrowserContext::close);
    }
}
