package org.longji.pluginhost;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pf4j.PluginClassLoader;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginManager;

/**
 * A plugin's class loader. PF4J's own is parent-last and lets everything of the host through behind it; this one gives the
 * plugin the JDK, its own classes and the listed prefixes, and nothing else (ADR 0003). The prefixes always come from the
 * host, so a plugin that bundles the API by mistake still implements the host's.
 *
 * <p>It serves from memory: no file stays open, the JDK's cache of jar connections never hears of it, and it lives exactly as
 * long as somebody holds one of its classes. Closing it therefore does nothing: what an old version began, it ends.
 */
class ApiOnlyClassLoader extends PluginClassLoader {

    private static final List<String> SHARED =
            List.of("org.longji.plugin.api.", "org.pf4j.", "org.jspecify.annotations.", "org.apiguardian.api.");

    private static final String CHECKPOINT = Checkpoint.class.getName();

    private final ClassLoader host;
    private final PluginArchive archive;

    ApiOnlyClassLoader(PluginManager manager, PluginDescriptor descriptor, ClassLoader host, PluginArchive archive) {
        super(manager, descriptor, host);
        this.host = host;
        this.archive = archive;
    }

    @Override
    public Class<?> loadClass(String name) throws ClassNotFoundException {
        // jdk.internal.reflect: after a number of reflective calls the JDK compiles an accessor inside the plugin's
        // loader.
        if (name.startsWith("java.") || name.startsWith("jdk.internal.reflect.")) {
            return ClassLoader.getPlatformClassLoader().loadClass(name);
        }
        if (SHARED.stream().anyMatch(name::startsWith) || name.equals(CHECKPOINT)) {
            return host.loadClass(name);
        }
        synchronized (getClassLoadingLock(name)) {
            var loaded = findLoadedClass(name);
            return loaded != null ? loaded : findClass(name);
        }
    }

    /** As it may run: what goes beyond the boundary is refused, loops and allocations get their checkpoints. */
    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] file = archive.file(name.replace('.', '/') + ".class");
        if (file == null) {
            throw new ClassNotFoundException(name);
        }
        byte[] woven = WovenClasses.weave(file);
        int end = name.lastIndexOf('.');
        if (end > 0 && getDefinedPackage(name.substring(0, end)) == null) {
            definePackage(name.substring(0, end), null, null, null, null, null, null, null);
        }
        return defineClass(name, woven, 0, woven.length);
    }

    @Override
    public @Nullable URL getResource(String name) {
        return findResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) {
        return findResources(name);
    }

    @Override
    public @Nullable URL findResource(String name) {
        byte[] file = archive.file(name);
        if (file == null) {
            return null;
        }
        try {
            return new URL(null, "plugin:" + archive.id() + "!/" + name, new Stored(file));
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Enumeration<URL> findResources(String name) {
        var found = findResource(name);
        return found == null ? Collections.emptyEnumeration() : Collections.enumeration(List.of(found));
    }

    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        byte[] file = archive.file(name);
        return file == null ? null : new ByteArrayInputStream(file);
    }

    /** A file of the archive behind an address that only this class loader understands. */
    private static final class Stored extends URLStreamHandler {
        private final byte[] file;

        Stored(byte[] file) {
            this.file = file;
        }

        @Override
        protected URLConnection openConnection(URL address) {
            return new URLConnection(address) {
                @Override
                public void connect() {
                    connected = true;
                }

                @Override
                public InputStream getInputStream() throws IOException {
                    return new ByteArrayInputStream(file);
                }
            };
        }
    }
}
