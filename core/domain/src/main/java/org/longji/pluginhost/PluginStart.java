package org.longji.pluginhost;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.longji.shared.StartupStep;

/** Starts the plugins of the configured directory before anything is decided. */
@Dependent
class PluginStart implements StartupStep {

    private final PluginHost host;
    private final Optional<String> directory;

    @Inject
    PluginStart(PluginHost host, @ConfigProperty(name = "longji.plugins.dir") Optional<String> directory) {
        this.host = host;
        this.directory = directory;
    }

    @Override
    public Stage stage() {
        return Stage.PLUGINS;
    }

    @Override
    public void run() {
        directory.map(Path::of).ifPresent(host::start);
    }
}
