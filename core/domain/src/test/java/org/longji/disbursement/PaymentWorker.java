package org.longji.disbursement;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.longji.audit.Journal;
import org.longji.shared.Caller;
import org.longji.shared.Clocks;
import org.longji.shared.Role;
import org.longji.shared.TestDatabase;

/**
 * A finance office in a process of its own, to be killed: it prepares batches, sends them, hands the files over and takes the bank's answers
 * in, for ever. What it had in hand when it died it takes up again from the database alone.
 */
final class PaymentWorker {

    private final PaymentBatches batches;
    private final BankReports reports;
    private final Caller caller = PaymentHouse.caller(PaymentHouse.HARBIN, Role.FINANCE, "harbin.finance");
    private final Path outbox;
    private final Path inbox;

    private PaymentWorker(String url, Path exchange) {
        var transactions = TestDatabase.at(url, "worker");
        batches = new PaymentBatches(transactions, new Journal(), Clock.system(Clocks.CHINA));
        reports = new BankReports(transactions, new Journal(), Clock.system(Clocks.CHINA));
        outbox = exchange.resolve("outbox");
        inbox = exchange.resolve("inbox");
    }

    public static void main(String[] arguments) throws Exception {
        var worker = new PaymentWorker(arguments[0], Path.of(arguments[1]));
        // Nobody stops it; where the one that watches it is gone, so is it.
        var parent = ProcessHandle.current().parent().orElseThrow();
        while (parent.isAlive()) {
            worker.round();
        }
    }

    private void round() throws IOException, InterruptedException {
        for (var round : batches.rounds(caller, PaymentHouse.HARBIN)) {
            batches.prepare(caller, PaymentHouse.HARBIN, round.id(), form());
        }
        for (var batch :
                batches.list(caller, PaymentHouse.HARBIN, null, null, 1_000).items()) {
            if (batch.status() == PaymentBatchStatus.PREPARED) {
                batches.send(caller, PaymentHouse.HARBIN, batch.id());
            }
            if (batch.status() == PaymentBatchStatus.PREPARED || batch.status() == PaymentBatchStatus.SENT) {
                handOver(batch.id());
            }
        }
        try (var files = Files.list(inbox)) {
            for (var file : files.filter(one -> one.toString().endsWith(".csv"))
                    .sorted()
                    .toList()) {
                reports.take(caller, PaymentHouse.HARBIN, file.getFileName().toString(), file);
                Files.delete(file);
            }
        }
        Thread.sleep(20);
    }

    private static PaymentBatchForm form() {
        return new PaymentBatchForm(
                "示例市财政局",
                "示例银行",
                "23010000000000000001",
                LocalDate.now(Clocks.CHINA).plusDays(1),
                7,
                true,
                null);
    }

    /** Nobody knows whether it was handed over before: again is safe, because the bank knows each payment by its identifier. */
    private void handOver(UUID batch) throws IOException {
        var part = outbox.resolve(batch + "." + ProcessHandle.current().pid() + ".part");
        try (var out = Files.newOutputStream(part)) {
            batches.file(caller, PaymentHouse.HARBIN, batch, BankFile.Format.XML, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Files.move(
                part,
                outbox.resolve(batch + ".xml"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }
}
