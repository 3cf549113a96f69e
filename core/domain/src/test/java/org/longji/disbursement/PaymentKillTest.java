package org.longji.disbursement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.longji.disbursement.PaymentHouse.Due;

/**
 * The process that pays is killed without warning, again and again, wherever it happens to be. {@code deploy/bench/run disbursement} runs
 * the same with a hundred kills.
 */
@DisplayName("A payment office that is killed at any point loses nothing and pays nothing twice")
class PaymentKillTest {

    private static final int KILLS = Integer.getInteger("longji.kills", 10);
    private static final int ITEMS = 12;

    private final PaymentHouse house = new PaymentHouse();
    private final Random random = new Random(20260601);
    private int rounds;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path exchange;

    @Test
    void killed() throws Exception {
        int kills = 0;
        try (var bank = new SimulatedBank(exchange, 7)) {
            while (kills < KILLS) {
                newRound();
                var office = start();
                try {
                    // From before its first statement until well into the work.
                    bank(bank, random.nextInt(300) + (random.nextInt(4) == 0 ? 0 : working(office, bank)));
                } finally {
                    office.destroyForcibly();
                    assertThat(office.waitFor(30, TimeUnit.SECONDS)).isTrue();
                }
                kills++;
                bank.work();
                assertThat(PaymentHouse.unbalanced(house.database)).isZero();
            }
            var office = start();
            try {
                long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
                while (left() > 0 && System.nanoTime() < deadline && office.isAlive()) {
                    bank(bank, 100);
                }
            } finally {
                office.destroyForcibly();
                office.waitFor();
            }
            var arrived = new HashMap<String, Integer>();
            bank.arrived().forEach(paid -> arrived.merge(paid.account(), 1, Integer::sum));
            // Each item has a beneficiary and an account of its own.
            int lost = (int) accounts().stream()
                    .filter(account -> !arrived.containsKey(account))
                    .count();
            int doubled =
                    arrived.values().stream().mapToInt(times -> times - 1).sum() + PaymentHouse.doubled(house.database);
            int unbalanced = PaymentHouse.unbalanced(house.database);
            figures(kills, lost, doubled, unbalanced);
            assertThat(lost).as("items that never arrived").isZero();
            assertThat(doubled).as("items that arrived twice").isZero();
            assertThat(unbalanced).as("budgets out of balance").isZero();
            assertThat(house.text("select paid::text from budget"))
                    .isEqualTo(house.text("select sum(allocated)::text from round_item"));
            assertThat(house.text("select count(*)::text from bank_mismatch")).isEqualTo("0");
            assertThat(kills).isEqualTo(KILLS);
        }
    }

    private void newRound() {
        int base = ++rounds * 100;
        house.round(IntStream.rangeClosed(1, ITEMS)
                .mapToObj(number -> Due.of(base + number, (1_000 + random.nextInt(9_000)) + ".37"))
                .toList());
    }

    private List<String> accounts() {
        return IntStream.rangeClosed(1, rounds)
                .boxed()
                .flatMap(round ->
                        IntStream.rangeClosed(1, ITEMS).mapToObj(number -> PaymentHouse.account(round * 100 + number)))
                .toList();
    }

    private int left() {
        return PaymentHouse.number(house.database, "select count(*) from round_item where status <> 'PAID'");
    }

    private Process start() throws Exception {
        var classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        "-cp",
                        classPath,
                        PaymentWorker.class.getName(),
                        house.database.url(),
                        exchange.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(exchange.toFile(), "office.log")))
                .start();
    }

    /** Waits until the office has done something new, so that most kills hit it at work. */
    private int working(Process office, SimulatedBank bank) throws Exception {
        int before = PaymentHouse.number(house.database, "select count(*) from payment");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (PaymentHouse.number(house.database, "select count(*) from payment") == before) {
            assertThat(office.isAlive()).as(() -> log()).isTrue();
            assertThat(System.nanoTime()).as(() -> log()).isLessThan(deadline);
            bank(bank, 5);
        }
        return 0;
    }

    private String log() {
        try {
            return Files.readString(exchange.resolve("office.log"));
        } catch (java.io.IOException e) {
            return String.valueOf(e);
        }
    }

    private static void bank(SimulatedBank bank, int milliseconds) throws Exception {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(milliseconds);
        do {
            bank.work();
            Thread.sleep(3);
        } while (System.nanoTime() < until);
    }

    /** What {@code deploy/bench/run} prints. */
    private static void figures(int kills, int lost, int doubled, int unbalanced) throws Exception {
        var file = System.getProperty("longji.figures");
        if (file != null) {
            Files.writeString(
                    Path.of(file),
                    String.format(
                            Locale.ROOT,
                            "kills: %d times%nlost: %d payments%ndoubled: %d payments%nunbalanced: %d budgets%n",
                            kills,
                            lost,
                            doubled,
                            unbalanced));
        }
    }
}
