package org.longji.disbursement;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * A bank that survives: it pays whatever it is sent, once for each end-to-end identifier, writes that down before it answers, and answers
 * late, twice and out of order. Some payments it refuses, and some come back.
 */
final class SimulatedBank implements AutoCloseable {

    private static final Pattern PAYMENT = Pattern.compile(
            "<EndToEndId>([^<]+)</EndToEndId>.*?<InstdAmt Ccy=\"CNY\">([^<]+)</InstdAmt>.*?<CdtrAcct><Id><Othr><Id>([^<]+)<",
            Pattern.DOTALL);

    /** What became of a payment in the bank's books. */
    record Paid(String id, String amount, String account, String outcome) {}

    private final Path outbox;
    private final Path inbox;
    private final FileChannel books;
    private final Map<String, Paid> paid = new HashMap<>();
    private final List<String> said = new ArrayList<>();
    private final Random random;
    private int reports;

    SimulatedBank(Path exchange, long seed) throws IOException {
        outbox = Files.createDirectories(exchange.resolve("outbox"));
        inbox = Files.createDirectories(exchange.resolve("inbox"));
        books = FileChannel.open(
                exchange.resolve("books.csv"),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND,
                StandardOpenOption.WRITE);
        random = new Random(seed);
    }

    /** Works through what was handed over since. */
    void work() throws IOException {
        List<Path> files;
        try (var listed = Files.list(outbox)) {
            files = listed.filter(file -> file.toString().endsWith(".xml"))
                    .sorted()
                    .toList();
        }
        var lines = new ArrayList<String>();
        for (var file : files) {
            var found = PAYMENT.matcher(Files.readString(file));
            while (found.find()) {
                lines.addAll(pay(found.group(1), found.group(2), found.group(3)));
            }
            Files.delete(file);
        }
        if (!lines.isEmpty()) {
            if (random.nextInt(3) == 0 && !said.isEmpty()) {
                // Old words again, in a new file.
                lines.add(said.get(random.nextInt(said.size())));
            }
            var unique = lines.stream().distinct().toList();
            said.addAll(unique);
            var part = inbox.resolve("report.part");
            Files.writeString(part, PaymentHouse.report(unique));
            Files.move(
                    part,
                    inbox.resolve(String.format(java.util.Locale.ROOT, "%06d.csv", ++reports)),
                    StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private List<String> pay(String id, String amount, String account) throws IOException {
        var known = paid.get(id);
        if (known == null) {
            int luck = random.nextInt(20);
            known = new Paid(id, amount, account, luck == 0 ? "退汇" : luck <= 2 ? "失败" : "成功");
            paid.put(id, known);
            books.write(ByteBuffer.wrap(
                    (known.id() + "," + known.amount() + "," + known.account() + "," + known.outcome() + "\n")
                            .getBytes(StandardCharsets.UTF_8)));
            books.force(true);
        } else if (!known.amount().equals(amount) || !known.account().equals(account)) {
            throw new IllegalStateException("The same identifier for another payment: " + id);
        }
        return List.of(id + "," + known.outcome() + "," + known.amount() + ",,,");
    }

    /** Money that arrived and stayed. */
    List<Paid> arrived() {
        return paid.values().stream().filter(one -> one.outcome().equals("成功")).toList();
    }

    @Override
    public void close() throws IOException {
        books.close();
    }
}
