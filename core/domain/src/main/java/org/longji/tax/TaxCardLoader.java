package org.longji.tax;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.longji.shared.StartupStep;

/** Reads the cards at the start, so that a faulty one is told then and not to the first who asks. */
@Dependent
public class TaxCardLoader implements StartupStep {

    private final TaxCards cards;
    private final Optional<String> directory;

    @Inject
    public TaxCardLoader(TaxCards cards, @ConfigProperty(name = "longji.tenants.dir") Optional<String> directory) {
        this.cards = cards;
        this.directory = directory;
    }

    @Override
    public Stage stage() {
        return Stage.POLICIES;
    }

    @Override
    public void run() {
        directory.map(Path::of).ifPresent(cards::load);
    }
}
