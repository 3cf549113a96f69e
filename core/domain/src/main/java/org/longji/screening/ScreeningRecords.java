package org.longji.screening;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.screening.ScreeningSubject;
import org.longji.pluginhost.Label;
import org.longji.pluginhost.ScreeningHandle;
import org.longji.screening.ScreeningRecord.Find;
import org.longji.screening.ScreeningRecord.Hit;
import org.longji.screening.ScreeningRecord.ListVersion;
import org.longji.screening.ScreeningRecord.Result;
import org.longji.screening.ScreeningRecord.Summary;
import org.longji.screening.ScreeningRecord.Verdict;
import org.longji.shared.Caller;
import org.longji.shared.Json;
import org.longji.shared.Row;
import org.longji.shared.Sha256;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;

/** The rows of screenings, of what they found, and of what was said of that. */
final class ScreeningRecords {

    /** How one screening stands: the worst of what it found. */
    private static final String STANDING = """
            case when exists (select 1 from screening_hit h join screening_verdict v on v.id = h.settled_by
                    where h.screening_id = s.id and not v.cleared) then 'CONFIRMED'
                when exists (select 1 from screening_hit h where h.screening_id = s.id and h.settled_by is null) then 'OPEN'
                else 'PASSED' end
            """;

    private ScreeningRecords() {}

    /** What one plugin found in a subject, to be kept. */
    record Found(Result result, List<Find> finds) {}

    /** A screening that is the last word, as far as it tells whether it is outdated. */
    record Current(
            UUID id,
            int tenant,
            String plugin,
            String screening,
            String pluginHash,
            String subjectHash,
            Result result) {

        /** Whether it tells what this archive would tell of this subject; one that failed is tried again. */
        boolean holds(ScreeningHandle by, String subject) {
            return pluginHash.equals(by.pluginHash()) && subjectHash.equals(subject) && result != Result.FAILED;
        }
    }

    static String hash(ScreeningSubject subject) {
        return Sha256.hex(Json.write(subject));
    }

    /** What is the last word on a subject, which nobody else screens until the transaction ends. */
    static List<Current> current(EntityManager em, int tenant, ScreeningSubject.Kind kind, String ref) {
        // A row that is not there yet cannot be locked.
        Sql.query(
                em,
                "select pg_advisory_xact_lock(hashtextextended('screening ' || ? || ' ' || ?, ?))::text as locked",
                row -> true,
                kind,
                ref,
                (long) tenant);
        return Sql.query(
                em,
                "select * from screening where tenant = ? and subject_kind = ? and subject_ref = ? and superseded_at is null",
                ScreeningRecords::current,
                tenant,
                kind,
                ref);
    }

    /** What a screening was of. */
    static Subject subject(EntityManager em, UUID screening) {
        return Sql.first(
                        em,
                        "select subject_ref, subject from screening where id = ?",
                        row -> new Subject(
                                row.text("subject_ref"), Json.read(row.text("subject"), ScreeningSubject.class)),
                        screening)
                .orElseThrow();
    }

    /** What of a tenant is the last word, from one id on. */
    static List<Current> current(EntityManager em, int tenant, UUID after, int limit) {
        return Sql.query(
                em,
                "select * from screening where tenant = ? and id > ? and superseded_at is null order by id limit ?",
                ScreeningRecords::current,
                tenant,
                after,
                limit);
    }

    private static Current current(Row row) {
        return new Current(
                row.uuid("id"),
                row.integer("tenant"),
                row.text("plugin"),
                row.text("screening"),
                row.text("plugin_hash"),
                row.text("subject_hash"),
                row.constant("result", Result.class));
    }

    /** Keeps a screening in the place of an earlier one; what was settled of the same find in the same subject stays settled. */
    static UUID keep(
            EntityManager em,
            Caller caller,
            int tenant,
            Subject subject,
            ScreeningHandle by,
            Found found,
            Optional<Current> before,
            Instant now) {
        before.ifPresent(
                earlier -> Sql.update(em, "update screening set superseded_at = ? where id = ?", now, earlier.id()));
        var id = UUID.randomUUID();
        var what = Json.write(subject.what());
        var lists = Json.write(by.lists().stream().map(ListVersion::of).toList());
        Sql.update(
                em,
                """
                insert into screening (id, tenant, subject_kind, subject_ref, title, subject, subject_hash, plugin, screening, label,
                    plugin_version, plugin_hash, lists, result, record_hash, screened_by, screened_by_id, screened_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                id,
                tenant,
                subject.kind(),
                subject.ref(),
                subject.what().technology().name(),
                what,
                hash(subject.what()),
                by.pluginId(),
                by.id(),
                Json.write(Label.of(by.words())),
                by.pluginVersion(),
                by.pluginHash(),
                lists,
                found.result(),
                Sha256.hex(what + by.pluginHash() + lists + found.result() + Json.write(found.finds())),
                caller.displayName(),
                caller.accountId(),
                now);
        int number = 0;
        for (var find : found.finds()) {
            var content = Json.write(find);
            var key = Sha256.hex(hash(subject.what()) + by.pluginId() + by.id() + content);
            Sql.update(em, """
                    insert into screening_hit (screening_id, number, tenant, hit_key, content, settled_by)
                    values (?, ?, ?, ?, ?, (
                        select h.settled_by from screening_hit h where h.screening_id = ? and h.hit_key = ? order by h.number limit 1))
                    """, id, ++number, tenant, key, content, before.map(Current::id), key);
        }
        return id;
    }

    /** The worst of everything that is the last word on a subject. */
    static Standing standing(EntityManager em, int tenant, ScreeningSubject.Kind kind, String ref) {
        return Sql.query(
                        em,
                        "select " + STANDING + " as standing from screening s where s.tenant = ? and s.subject_kind = ?"
                                + " and s.subject_ref = ? and s.superseded_at is null",
                        row -> row.constant("standing", Standing.class),
                        tenant,
                        kind,
                        ref)
                .stream()
                .min(Standing::compareTo)
                .orElse(Standing.NOT_SCREENED);
    }

    static List<Summary> list(
            EntityManager em,
            TenantScope scope,
            @Nullable Standing standing,
            @Nullable String ref,
            @Nullable Position after,
            int limit) {
        var where = new StringBuilder("s.tenant between ? and ? and s.superseded_at is null");
        var parameters = new ArrayList<Object>(List.of(scope.low(), scope.high()));
        if (ref != null) {
            where.append(" and s.subject_ref = ?");
            parameters.add(ref);
        }
        if (after != null) {
            where.append(" and (s.screened_at, s.id) < (?, ?)");
            parameters.add(after.at());
            parameters.add(after.id());
        }
        var outer = "";
        if (standing != null) {
            outer = " where standing = ?";
            parameters.add(standing);
        }
        parameters.add(limit);
        return Sql.query(
                em,
                "select * from (select s.*, " + STANDING + " as standing,"
                        + " (select count(*)::int from screening_hit h where h.screening_id = s.id) as hits,"
                        + " (select count(*)::int from screening_hit h where h.screening_id = s.id and h.settled_by is null) as open"
                        + " from screening s where " + where + ") s" + outer
                        + " order by screened_at desc, id desc limit ?",
                ScreeningRecords::summary,
                parameters.toArray());
    }

    /** Where a page ends. */
    record Position(Instant at, UUID id) {}

    private static Summary summary(Row row) {
        var subject = Json.read(row.text("subject"), ScreeningSubject.class);
        return new Summary(
                row.uuid("id"),
                row.integer("tenant"),
                row.constant("subject_kind", ScreeningSubject.Kind.class),
                row.text("subject_ref"),
                row.text("title"),
                subject.destination(),
                subject.parties().stream().map(ScreeningRecords::name).toList(),
                row.text("plugin"),
                Json.read(row.text("label"), Label.class),
                row.constant("result", Result.class),
                row.constant("standing", Standing.class),
                row.integer("hits"),
                row.integer("open"),
                row.text("screened_by"),
                row.instant("screened_at"));
    }

    private static String name(ScreeningSubject.Party party) {
        return Stream.of(party.zh(), party.ru(), party.en())
                        .flatMap(Optional::stream)
                        .findFirst()
                        .orElse("")
                + " (" + party.country() + ")";
    }

    static Optional<ScreeningRecord> one(EntityManager em, Caller caller, TenantScope scope, UUID id) {
        // Its finds are read first: one statement at a time.
        var hits = hits(em, caller, id);
        return Sql.first(
                em,
                "select s.*, " + STANDING + " as standing from screening s where s.id = ? and s.tenant between ? and ?",
                row -> record(row, hits),
                id,
                scope.low(),
                scope.high());
    }

    /** What a subject was screened before, the latest first. */
    static List<UUID> earlier(EntityManager em, ScreeningRecord of) {
        return Sql.query(
                em,
                "select id from screening where tenant = ? and subject_kind = ? and subject_ref = ? and plugin = ? and screening = ?"
                        + " and id <> ? order by screened_at desc limit 50",
                row -> row.uuid("id"),
                of.tenant(),
                of.subjectKind(),
                of.subjectRef(),
                of.plugin(),
                of.screening(),
                of.id());
    }

    private static ScreeningRecord record(Row row, List<Hit> hits) {
        return new ScreeningRecord(
                row.uuid("id"),
                row.integer("tenant"),
                row.constant("subject_kind", ScreeningSubject.Kind.class),
                row.text("subject_ref"),
                row.text("title"),
                SubjectForm.of(Json.read(row.text("subject"), ScreeningSubject.class)),
                row.text("plugin"),
                row.text("screening"),
                Json.read(row.text("label"), Label.class),
                row.text("plugin_version"),
                row.text("plugin_hash"),
                List.of(Json.read(row.text("lists"), ListVersion[].class)),
                row.constant("result", Result.class),
                row.text("record_hash"),
                row.text("screened_by"),
                row.instant("screened_at"),
                row.optionalInstant("superseded_at").orElse(null),
                row.constant("standing", Standing.class),
                hits);
    }

    private static List<Hit> hits(EntityManager em, Caller caller, UUID screening) {
        return Sql.query(
                        em,
                        """
                        select h.number, h.content, h.settled_by, coalesce(v.cleared, false) as cleared from screening_hit h
                        left join screening_verdict v on v.id = h.settled_by where h.screening_id = ? order by h.number
                        """,
                        row -> new Hit(
                                row.integer("number"),
                                Json.read(row.text("content"), Find.class),
                                List.of(),
                                row.optionalUuid("settled_by").isPresent() ? row.bool("cleared") : null),
                        screening)
                .stream()
                .map(hit ->
                        new Hit(hit.number(), hit.find(), verdicts(em, caller, screening, hit.number()), hit.cleared()))
                .toList();
    }

    /** Those on the hit itself, and the one that settled it when it was first found. */
    private static List<Verdict> verdicts(EntityManager em, Caller caller, UUID screening, int number) {
        return Sql.query(
                em,
                """
                select v.*, v.agreed is not null as decided, coalesce(v.agreed, false) as yes from screening_verdict v
                where v.screening_id = ? and v.number = ?
                    or v.id = (select h.settled_by from screening_hit h where h.screening_id = ? and h.number = ?)
                order by v.proposed_at desc, v.id
                """,
                row -> new Verdict(
                        row.uuid("id"),
                        row.bool("cleared"),
                        row.text("reason"),
                        row.text("proposed_by"),
                        row.instant("proposed_at"),
                        row.bool("decided") ? row.bool("yes") : null,
                        row.optionalText("decided_by").orElse(null),
                        row.optionalInstant("decided_at").orElse(null),
                        row.optionalText("note").orElse(null),
                        row.uuid("proposed_by_id").equals(caller.accountId())),
                screening,
                number,
                screening,
                number);
    }
}
