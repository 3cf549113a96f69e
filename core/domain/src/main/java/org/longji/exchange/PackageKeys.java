package org.longji.exchange;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.security.PublicKey;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.longji.audit.Journal;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.Ed25519;
import org.longji.shared.FieldChecks;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/** The keys packages are signed with: one of the tenant's own, and of each partner the one its administrator accepted. */
@Dependent
public class PackageKeys {

    private final Transactions transactions;
    private final Journal journal;
    private final Clock clock;

    @Inject
    PackageKeys(Transactions transactions, Journal journal, Clock clock) {
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
    }

    /** The tenant's own key. */
    record Own(String fingerprint, byte[] publicKey, byte[] privateKey) {}

    Optional<Own> own(EntityManager em, int tenant) {
        return Sql.first(
                em,
                "select fingerprint, public_key, private_key from exchange_key where tenant = ?",
                row -> new Own(row.text("fingerprint"), row.bytes("public_key"), row.bytes("private_key")),
                tenant);
    }

    /** The tenant's own key, made when there is none; the caller holds the lock of a channel, and two channels make one key. */
    Own signing(EntityManager em, int tenant) {
        return own(em, tenant).orElseGet(() -> {
            var pair = Ed25519.generate();
            Sql.update(
                    em,
                    "insert into exchange_key (tenant, fingerprint, public_key, private_key, created_at)"
                            + " values (?, ?, ?, ?, ?) on conflict do nothing",
                    tenant,
                    Ed25519.fingerprint(pair.getPublic()),
                    pair.getPublic().getEncoded(),
                    pair.getPrivate().getEncoded(),
                    clock.instant());
            return own(em, tenant).orElseThrow();
        });
    }

    /** The key that the partner verifies with, as a PEM text; made when there is none. */
    public String published(Caller caller, int tenant) {
        caller.ownScope(tenant, Capability.EXCHANGE_WRITE);
        var key = transactions.within(TenantScope.exactly(tenant), em -> signing(em, tenant));
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.publicKey())
                + "\n-----END PUBLIC KEY-----\n";
    }

    /** Fingerprints of the partners' keys, by plugin and channel. */
    Map<String, String> partners(EntityManager em, int tenant) {
        var found = new HashMap<String, String>();
        Sql.stream(
                em,
                "select plugin, channel, fingerprint from exchange_partner_key where tenant = ?",
                0,
                row -> found.put(Channels.place(row.text("plugin"), row.text("channel")), row.text("fingerprint")),
                tenant);
        return found;
    }

    /** The key a partner signs with, once it is on record. */
    Optional<PublicKey> partner(EntityManager em, int tenant, String plugin, String channel) {
        return Sql.first(
                        em,
                        "select public_key from exchange_partner_key where tenant = ? and plugin = ? and channel = ?",
                        row -> row.bytes("public_key"),
                        tenant,
                        plugin,
                        channel)
                .flatMap(Ed25519::key);
    }

    /**
     * Accepts the key of a partner; from then on its packages are read with a signature of it alone. The administrator compares the
     * fingerprint by another way first.
     *
     * @param text PEM or its base64
     * @return its fingerprint
     */
    public String accept(Caller caller, int tenant, String plugin, String channel, String text) {
        caller.ownScope(tenant, Capability.REGISTER_ADMINISTER);
        var key = Ed25519.key(text);
        new FieldChecks()
                .require(key.isPresent(), "key", "不是 Ed25519 公钥。", "This is no public key of Ed25519.")
                .done();
        var fingerprint = Ed25519.fingerprint(key.orElseThrow());
        return transactions.within(TenantScope.exactly(tenant), em -> {
            var before = partners(em, tenant).get(Channels.place(plugin, channel));
            Sql.update(
                    em,
                    """
                    insert into exchange_partner_key (tenant, plugin, channel, fingerprint, public_key, accepted_by, accepted_at)
                    values (?, ?, ?, ?, ?, ?, ?) on conflict (tenant, plugin, channel) do update
                        set fingerprint = excluded.fingerprint, public_key = excluded.public_key,
                            accepted_by = excluded.accepted_by, accepted_at = excluded.accepted_at
                    """,
                    tenant,
                    plugin,
                    channel,
                    fingerprint,
                    key.orElseThrow().getEncoded(),
                    caller.displayName(),
                    clock.instant());
            journal.append(
                    em,
                    tenant,
                    caller,
                    "EXCHANGE_KEY_ACCEPTED",
                    "exchange-channel",
                    Channels.place(plugin, channel),
                    before == null ? null : Map.of("fingerprint", before),
                    Map.of("fingerprint", fingerprint));
            return fingerprint;
        });
    }
}
