package org.longji.pluginhost;

import java.nio.file.Path;
import org.pf4j.JarPluginLoader;
import org.pf4j.JarPluginManager;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginLoader;

/** PF4J's manager for plugin jars, with {@link ApiOnlyClassLoader} for each. */
class PluginJars extends JarPluginManager {

    PluginJars(Path directory) {
        super(directory);
    }

    @Override
    protected PluginLoader createPluginLoader() {
        return new JarPluginLoader(this) {
            @Override
            public ClassLoader loadPlugin(Path path, PluginDescriptor descriptor) {
                var loader = new ApiOnlyClassLoader(pluginManager, descriptor, PluginJars.class.getClassLoader());
                loader.addFile(path.toFile());
                return loader;
            }
        };
    }
}
