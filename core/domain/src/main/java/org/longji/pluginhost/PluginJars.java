package org.longji.pluginhost;

import java.nio.file.Path;
import org.pf4j.JarPluginLoader;
import org.pf4j.JarPluginManager;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginLoader;

/**
 * PF4J's manager for one archive: PF4J knows a plugin by its id, and two versions of one may run side by side. Classes come
 * from {@link ApiOnlyClassLoader}.
 */
class PluginJars extends JarPluginManager {

    private final PluginArchive archive;

    PluginJars(Path file, PluginArchive archive) {
        super(file.toAbsolutePath().getParent());
        this.archive = archive;
        setSystemVersion(PluginHost.API_VERSION);
    }

    @Override
    protected PluginLoader createPluginLoader() {
        return new JarPluginLoader(this) {
            @Override
            public ClassLoader loadPlugin(Path path, PluginDescriptor descriptor) {
                // Asked when it is loaded, which is after the constructor.
                return new ApiOnlyClassLoader(pluginManager, descriptor, PluginJars.class.getClassLoader(), archive);
            }
        };
    }
}
