package org.longji.bench;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.longji.plugin.api.Answer;
import org.longji.plugin.api.ContractFacts;
import org.longji.plugin.api.ContractType;
import org.longji.plugin.api.Facts;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.PartyFacts;
import org.longji.plugin.api.PartyKind;
import org.longji.plugin.api.ReceiptFacts;

/**
 * One contract as its own plain data, and the same as the facts of a policy; whoever wants which pays for no conversion.
 *
 * @param facts for the measure and the plugin's policy
 * @param payments what was paid when
 */
record Case(
        Facts facts,
        int year,
        LocalDate governingDate,
        LocalDate registeredOn,
        ContractType type,
        PartyKind providerKind,
        PartyKind recipientKind,
        int recipientDivision,
        boolean affiliated,
        boolean landed,
        boolean titleTransferred,
        BigDecimal grantedEarlier,
        List<Payment> payments) {

    /** A payment. */
    record Payment(LocalDate on, BigDecimal paid) {}

    private static final int COUNT = 1024;
    private static final int YEAR = 2024;
    private static final PartyKind[] PROVIDERS = {
        PartyKind.UNIVERSITY, PartyKind.RESEARCH_INSTITUTE, PartyKind.NEW_TYPE_RND
    };

    /**
     * Varied contracts, always the same: one to three payments that add up to 0.8 to 20 million yuan, so three of four in whole
     * yuan, so that one in a hundred stays below the threshold of one million and a half reach the cap of two; one in
     * thirty-two did not land.
     */
    static Case[] all() {
        Random random = new Random(2024);
        Case[] all = new Case[COUNT];
        for (int i = 0; i < COUNT; i++) {
            all[i] = of(i, random);
        }
        return all;
    }

    private static Case of(int number, Random random) {
        LocalDate registered = LocalDate.of(YEAR, 1, 1).plusDays(random.nextInt(366));
        ContractType type = random.nextBoolean() ? ContractType.TRANSFER : ContractType.LICENSING;
        PartyKind provider = PROVIDERS[random.nextInt(PROVIDERS.length)];
        int division = 230000 + 100 * (1 + random.nextInt(12));
        Answer landed = random.nextInt(32) == 0 ? Answer.NO : Answer.YES;
        long yuan = 800_000 + random.nextInt(19_200_000);
        long fen = 100 * yuan + (random.nextInt(4) == 0 ? random.nextInt(100) : 0);
        List<ReceiptFacts> receipts = new ArrayList<>();
        List<Payment> payments = new ArrayList<>();
        int parts = 1 + random.nextInt(3);
        for (int i = 1; i <= parts; i++) {
            long part = i == parts ? fen : fen / (parts + 1);
            fen -= part;
            LocalDate on = registered.plusDays(7L * i);
            receipts.add(new ReceiptFacts(i, on, Money.ofFen(part)));
            payments.add(new Payment(on, BigDecimal.valueOf(part, 2)));
        }
        Money amount = Money.sum(receipts.stream().map(ReceiptFacts::received).toList());
        var contract = new ContractFacts(
                "2024230000" + number,
                "P" + number,
                type,
                "",
                registered,
                registered,
                amount,
                amount,
                Answer.NO,
                landed,
                Answer.YES);
        var facts = new Facts(
                contract,
                new PartyFacts("PROVIDER", provider, 230103),
                new PartyFacts("RECIPIENT", PartyKind.ENTERPRISE, division),
                receipts,
                YEAR,
                registered,
                List.of());
        return new Case(
                facts,
                YEAR,
                registered,
                registered,
                type,
                provider,
                PartyKind.ENTERPRISE,
                division,
                false,
                landed == Answer.YES,
                true,
                BigDecimal.ZERO,
                payments);
    }
}
