package org.longji.pluginhost;

import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.pf4j.PluginClassLoader;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginManager;

/**
 * A plugin's class loader. PF4J's own is parent-last and lets everything of the host through behind it; this one gives the
 * plugin the JDK, its own classes and the listed prefixes, and nothing else (ADR 0003). The prefixes always come from the
 * host, so a plugin that bundles the API by mistake still implements the host's.
 */
class ApiOnlyClassLoader extends PluginClassLoader {

    private static final List<String> SHARED =
            List.of("org.longji.plugin.api.", "org.pf4j.", "org.jspecify.annotations.", "org.apiguardian.api.");

    private final ClassLoader host;

    ApiOnlyClassLoader(PluginManager manager, PluginDescriptor descriptor, ClassLoader host) {
        super(manager, descriptor, host);
        this.host = host;
    }

    @Override
    public Class<?> loadClass(String name) throws ClassNotFoundException {
        // jdk.internal.reflect: after a number of reflective calls the JDK compiles an accessor inside the plugin's
        // loader.
        if (name.startsWith("java.") || name.startsWith("jdk.internal.reflect.")) {
            return ClassLoader.getPlatformClassLoader().loadClass(name);
        }
        if (SHARED.stream().anyMatch(name::startsWith)) {
            return host.loadClass(name);
        }
        synchronized (getClassLoadingLock(name)) {
            var loaded = findLoadedClass(name);
            return loaded != null ? loaded : findClass(name);
        }
    }

    @Override
    public URL getResource(String name) {
        return findResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws java.io.IOException {
        var own = findResources(name);
        return own == null ? Collections.emptyEnumeration() : own;
    }
}
