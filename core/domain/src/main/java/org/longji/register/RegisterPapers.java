package org.longji.register;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.longji.audit.Journal;
import org.longji.plugin.api.register.Words;
import org.longji.pluginhost.Label;
import org.longji.pluginhost.RegisterHandle;
import org.longji.print.PdfPages;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.Clocks;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/** The documents of rows, and the check that anybody may make of what stands on them. */
@Dependent
public class RegisterPapers {

    private final Transactions transactions;
    private final RegisterCatalogue catalogue;
    private final RowWriter writer;
    private final Journal journal;
    private final Optional<String> publicUrl;

    @Inject
    RegisterPapers(
            Transactions transactions,
            RegisterCatalogue catalogue,
            RowWriter writer,
            Journal journal,
            @ConfigProperty(name = "longji.public.url") Optional<String> publicUrl) {
        this.transactions = transactions;
        this.catalogue = catalogue;
        this.writer = writer;
        this.journal = journal;
        this.publicUrl = publicUrl;
    }

    /** A file to hand out, and what it is to be saved as. */
    public record Paper(String name, byte[] pdf) {}

    /**
     * What the public is told.
     *
     * @param known whether there is anything to tell
     * @param holds whether the row holds today
     * @param office who keeps it
     * @param values what is shown, in order
     */
    public record Checked(
            boolean known,
            boolean holds,
            @Nullable Label register,
            @Nullable Label state,
            @Nullable Label office,
            List<Line> values,
            @Nullable LocalDate until) {}

    /** A label and its value. */
    public record Line(Label label, String value) {}

    /** Whether a row in this state has a document, if only one stamped as no longer valid. */
    static boolean printable(RegisterHandle handle, String state) {
        var definition = handle.definition();
        return definition.printed().isPresent()
                && (definition.printed().get().in().contains(state)
                        || definition
                                .publicCheck()
                                .filter(check -> check.toldIn().contains(state))
                                .isPresent());
    }

    /** The document of a row, as PDF; a read from above leaves a trace, because people stand on it. */
    public Paper print(Caller caller, int tenant, String plugin, String register, UUID id) {
        var scope = caller.scope(tenant, Capability.REGISTER_READ);
        var handle = catalogue.get(tenant, plugin, register);
        if (!Standing.reads(caller, tenant, handle.definition())) {
            throw new ProblemException(Problem.NOT_FOUND, Map.of("what", id));
        }
        var row = transactions.within(scope, em -> {
            var found = Registers.found(em, scope, handle, id);
            if (!scope.contains(found.tenant()) || !printable(handle, found.state())) {
                throw new ProblemException(Problem.NOT_FOUND, Map.of("what", id));
            }
            if (caller.standsAbove(found.tenant())) {
                journal.append(
                        em,
                        found.tenant(),
                        caller,
                        "PERSONAL_DATA_READ",
                        "register-row",
                        id.toString(),
                        null,
                        Map.of("plugin", plugin, "register", register, "document", true));
            }
            return found;
        });
        return transactions.within(TenantScope.subtree(row.tenant()), em -> {
            var printed = handle.definition().printed().orElseThrow();
            var tree = RowWriter.current(handle, row);
            var context = writer.context(em, handle, caller, row.tenant(), Optional.of(row));
            var sheet = handle.sheet(printed, handle.read(tree), context);
            var pages = new PdfPages(
                            sheet.title() + " " + row.title(),
                            row.stateSince().atZone(Clocks.CHINA).toLocalDate())
                    .title(sheet.title());
            sheet.paragraphs().forEach(pages::paragraph);
            if (!sheet.fields().isEmpty()) {
                pages.fields(sheet.fields());
            }
            pages.signature(sheet.signature().toArray(String[]::new));
            var told = Told.written(handle, row.state(), tree, Map.of());
            if (told.isPresent() && row.publicKey().isPresent()) {
                pages.qr(
                        link(handle, row.publicKey().get()),
                        "扫描二维码，可查证本件是否有效。\n编号 " + row.publicKey().get());
            }
            if (!printed.in().contains(row.state())) {
                pages.stamped(handle.definition()
                        .state(row.state())
                        .orElseThrow()
                        .words()
                        .zh());
            }
            return new Paper(
                    handle.id() + "-" + row.publicKey().orElse(id.toString()).replaceAll("[^A-Za-z0-9._-]", "_")
                            + ".pdf",
                    pages.bytes());
        });
    }

    /** The address never comes from the request: a forged Host header must not end up on paper. */
    private String link(RegisterHandle handle, String key) {
        var path = "/check/" + handle.pluginId() + "/" + handle.id() + "/"
                + java.net.URLEncoder.encode(key, java.nio.charset.StandardCharsets.UTF_8)
                        .replace("+", "%20");
        return publicUrl.map(url -> url.replaceAll("/+$", "") + path).orElse(key);
    }

    /** Whether what somebody holds in hands is so. */
    public Checked check(String plugin, String register, String key) {
        var handle = catalogue
                .anywhere(plugin, register)
                .filter(one -> one.definition().publicCheck().isPresent())
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", plugin + "/" + register)));
        var words = Label.of(handle.definition().words());
        var told = transactions.within(TenantScope.exactly(0), em -> Told.ask(em, handle, key.strip()));
        if (told.isEmpty()) {
            return new Checked(false, false, words, null, null, List.of(), null);
        }
        var found = told.get();
        var values = new ArrayList<Line>();
        for (var name : handle.definition().publicCheck().orElseThrow().shows()) {
            var value = found.values().get(name);
            if (value != null) {
                var field = handle.definition().shape().field(name).orElseThrow();
                values.add(new Line(Label.of(field.words()), value));
            }
        }
        return new Checked(
                true,
                found.holdsOn(writer.today()),
                words,
                handle.definition()
                        .state(found.state())
                        .map(state -> Label.of(state.words()))
                        .orElse(null),
                Label.of(Words.of(found.office(), found.officeEn())),
                values,
                found.until());
    }
}
