package org.longji.rest.contract;

import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.longji.contract.ContractFilter;
import org.longji.contract.ContractFilter.Span;
import org.longji.contract.ContractStatus;
import org.longji.plugin.api.ContractType;
import org.longji.plugin.api.PartyKind;
import org.longji.rest.shared.Cursors;
import org.longji.shared.FieldChecks;

/** The filters of a list of contracts as they stand in its address; all of them hold at once. */
public class ContractQuery {

    @QueryParam("status")
    @Nullable
    String status;

    @QueryParam("type")
    @Nullable
    String type;

    @QueryParam("subtype")
    @Nullable
    String subtype;

    /** Year of signing. */
    @QueryParam("year")
    @Nullable
    Integer year;

    @QueryParam("signedFrom")
    @Nullable
    String signedFrom;

    @QueryParam("signedUntil")
    @Nullable
    String signedUntil;

    /** First day of registration; the list is then sorted by registration. */
    @QueryParam("registeredFrom")
    @Nullable
    String registeredFrom;

    @QueryParam("registeredUntil")
    @Nullable
    String registeredUntil;

    /** Least contract amount in yuan. */
    @QueryParam("amountFrom")
    @Nullable
    String amountFrom;

    @QueryParam("amountUntil")
    @Nullable
    String amountUntil;

    @QueryParam("ipClass")
    @Nullable
    String ipClass;

    @QueryParam("technologyField")
    @Nullable
    String technologyField;

    @QueryParam("providerKind")
    @Nullable
    String providerKind;

    @QueryParam("recipientKind")
    @Nullable
    String recipientKind;

    /** Registered at this division or below it. */
    @QueryParam("division")
    @Nullable
    Integer division;

    /** Two, four or six digits; 0 abroad. */
    @QueryParam("providerDivision")
    @Nullable
    String providerDivision;

    @QueryParam("recipientDivision")
    @Nullable
    String recipientDivision;

    /** Account of whoever decided. */
    @QueryParam("registrar")
    @Nullable
    String registrar;

    /** Part of the title or of a party's name, or a whole number or credit code. */
    @QueryParam("q")
    @Nullable
    String search;

    /** The filter meant; each value that cannot be read is named. */
    public ContractFilter filter() {
        return new ContractFilter(
                Cursors.choice(ContractStatus.class, status, "status"),
                Cursors.choice(ContractType.class, type, "type"),
                subtype,
                year,
                new Span<>(day(signedFrom, "signedFrom"), day(signedUntil, "signedUntil")),
                new Span<>(day(registeredFrom, "registeredFrom"), day(registeredUntil, "registeredUntil")),
                new Span<>(amount(amountFrom, "amountFrom"), amount(amountUntil, "amountUntil")),
                ipClass,
                technologyField,
                Cursors.choice(PartyKind.class, providerKind, "providerKind"),
                Cursors.choice(PartyKind.class, recipientKind, "recipientKind"),
                division,
                providerDivision,
                recipientDivision,
                read(registrar, UUID::fromString, "registrar", "请填写登记员账户编号。", "Give the id of an account."),
                search);
    }

    private static @Nullable LocalDate day(@Nullable String text, String field) {
        return read(text, LocalDate::parse, field, "请填写日期，例如 2026-03-01。", "Give a date, for example 2026-03-01.");
    }

    private static @Nullable BigDecimal amount(@Nullable String text, String field) {
        return read(
                text, ContractQuery::yuan, field, "请填写金额（元），例如 1000000。", "Give an amount in yuan, such as 1000000.");
    }

    private static BigDecimal yuan(String text) {
        if (!text.matches("\\d{1,16}(\\.\\d{1,2})?")) {
            throw new IllegalArgumentException(text);
        }
        return new BigDecimal(text);
    }

    private static <T> @Nullable T read(
            @Nullable String text, Function<String, T> reader, String field, String message, String messageEn) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return reader.apply(text.strip());
        } catch (DateTimeException | IllegalArgumentException e) {
            new FieldChecks().require(false, field, message, messageEn).done();
            throw e;
        }
    }
}
