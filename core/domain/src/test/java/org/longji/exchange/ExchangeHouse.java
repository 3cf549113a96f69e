package org.longji.exchange;

import static org.longji.register.OfferHouse.registrar;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.longji.register.OfferHouse;

/** Two tenants that exchange the example's offers, each the other's partner. */
final class ExchangeHouse {

    static final String CHANNEL = "far-east";
    static final String HEAD = "Ключ,Версия,Статус,Вид,Наименование,Описание,\"Цена, юаней\",Действует до\r\n";

    final OfferHouse offers;
    final String plugin;
    final PackageKeys keys;
    final Channels channels;
    final Deliveries deliveries;
    final Outgoing outgoing;
    final Arrivals arrivals;

    ExchangeHouse(Path directory) {
        this(directory, new OfferHouse(), OfferHouse.PLUGIN);
    }

    ExchangeHouse(Path directory, OfferHouse offers, String plugin) {
        this.offers = offers;
        this.plugin = plugin;
        var transactions = offers.transactions;
        keys = new PackageKeys(transactions, offers.journal, offers.clock);
        channels = new Channels(offers.host, transactions, offers.rows, keys);
        deliveries = new Deliveries(transactions);
        outgoing = new Outgoing(transactions, channels, offers.rows, keys, deliveries, offers.journal, offers.clock);
        arrivals = new Arrivals(
                transactions,
                channels,
                offers.rows,
                keys,
                deliveries,
                outgoing,
                offers.journal,
                offers.clock,
                directory.toString(),
                1);
    }

    List<Outgoing.Candidate> preview(int tenant) {
        return outgoing.preview(registrar(tenant), tenant, plugin, CHANNEL, null, 100)
                .items();
    }

    Deliveries.Delivery made(int tenant) {
        return outgoing.make(registrar(tenant), tenant, plugin, CHANNEL);
    }

    /** The bytes of a package. */
    byte[] carried(Deliveries.Delivery delivery) {
        var out = new ByteArrayOutputStream();
        try {
            deliveries
                    .download(registrar(delivery.tenant()), delivery.tenant(), delivery.id())
                    .content()
                    .writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    Arrivals.Arrival read(int tenant, byte[] file) {
        return arrivals.read(registrar(tenant), tenant, plugin, CHANNEL, "包裹.zip", new ByteArrayInputStream(file));
    }

    Deliveries.Delivery taken(int tenant, byte[] file) {
        return arrivals.take(
                registrar(tenant), tenant, read(tenant, file).delivery().id());
    }

    /** Takes lines that the partner wrote by hand. */
    Deliveries.Delivery taken(int tenant, String... lines) {
        return taken(tenant, table(lines));
    }

    static byte[] table(String... lines) {
        return (HEAD + String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    List<Deliveries.Item> items(Deliveries.Delivery delivery) {
        return deliveries
                .items(registrar(delivery.tenant()), delivery.tenant(), delivery.id(), List.of(), null, 200)
                .items();
    }
}
