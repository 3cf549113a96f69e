package org.longji.tax;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The cards in use. The law they state is the state's, so they are the same for every tenant. */
@ApplicationScoped
public class TaxCards {

    private volatile Map<Tax, TaxCard> cards = Map.of();

    /** Takes the cards of a tenants-config directory in place of those there were. */
    public void load(Path tenantsConfig) {
        cards = TaxCardConfiguration.read(tenantsConfig);
    }

    /** All cards, in the order of the taxes. */
    public List<TaxCard> all() {
        return List.copyOf(cards.values());
    }

    /** The card of a tax, where there is one. */
    public Optional<TaxCard> card(Tax tax) {
        return Optional.ofNullable(cards.get(tax));
    }
}
