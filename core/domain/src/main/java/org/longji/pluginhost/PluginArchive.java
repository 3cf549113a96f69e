package org.longji.pluginhost;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Text;
import org.longji.plugin.boundary.BoundaryScan;
import org.longji.shared.Sha256;

/**
 * A plugin as it was shipped, read whole and looked through without running any of it.
 *
 * @param hash SHA-256 of the file, hex; decisions are pinned to it
 * @param id lower-case words joined by hyphens
 * @param version as in semantic versioning
 * @param requires versions of the plugin API it was written for
 * @param needs what it asks of the host beyond computing, from {@code Plugin-Needs}
 * @param files every file in it by name
 */
public record PluginArchive(
        String hash,
        String id,
        String version,
        String requires,
        String provider,
        String description,
        List<String> needs,
        Map<String, byte[]> files) {

    public static final int MOST_BYTES = 20 << 20;
    private static final int MOST_BYTES_UNPACKED = 64 << 20;
    private static final int MOST_FILES = 5_000;
    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+\\.\\d+(-[0-9A-Za-z.-]+)?(\\+[0-9A-Za-z.-]+)?");

    /** @throws PluginRefusedException naming everything that is wrong with it */
    static PluginArchive read(Path file) {
        try {
            return read(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new PluginRefusedException(
                    new Text("无法读取插件文件 " + file.getFileName() + "。", "cannot read " + file.getFileName()), e);
        }
    }

    /** @throws PluginRefusedException naming everything that is wrong with it */
    public static PluginArchive read(byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            throw new PluginRefusedException(new Text(
                    "插件文件超过 " + (MOST_BYTES >> 20) + " MiB。",
                    "the archive has more than " + (MOST_BYTES >> 20) + " MiB"));
        }
        var files = files(bytes);
        var manifest = manifest(files.get(MANIFEST));
        var archive = new PluginArchive(
                hash(bytes),
                value(manifest, "Plugin-Id"),
                value(manifest, "Plugin-Version"),
                value(manifest, "Plugin-Requires"),
                value(manifest, "Plugin-Provider"),
                value(manifest, "Plugin-Description"),
                List.of(value(manifest, "Plugin-Needs").split("[,\\s]+")).stream()
                        .filter(need -> !need.isEmpty())
                        .toList(),
                files);
        archive.check(manifest);
        return archive;
    }

    private void check(Attributes manifest) {
        var faults = new ArrayList<Text>();
        if (!ID.matcher(id).matches()) {
            faults.add(new Text(
                    "清单中的 Plugin-Id“" + id + "”应为以连字符连接的小写单词。",
                    "Plugin-Id '" + id + "' in the manifest must be lower-case words joined by hyphens"));
        }
        if (!VERSION.matcher(version).matches()) {
            faults.add(new Text(
                    "清单中的 Plugin-Version“" + version + "”应为 1.2.3 形式的版本号。",
                    "Plugin-Version '" + version + "' in the manifest must be a version such as 1.2.3"));
        }
        if (!value(manifest, "Plugin-Class").isEmpty()) {
            faults.add(new Text(
                    "插件不得有 Plugin-Class:插件没有自己的启动代码。",
                    "a plugin has no Plugin-Class: nothing of it runs when it starts"));
        }
        for (var file : files.entrySet()) {
            if (!file.getKey().endsWith(".class") || file.getKey().startsWith("META-INF/")) {
                continue;
            }
            try {
                for (String fault : BoundaryScan.faults(file.getValue())) {
                    faults.add(new Text("使用了插件不得使用的内容:" + fault + "。", "uses what a plugin may not: " + fault));
                }
            } catch (RuntimeException e) {
                faults.add(new Text(file.getKey() + " 不是可读取的类文件。", file.getKey() + " is no readable class file"));
            }
        }
        if (!faults.isEmpty()) {
            throw new PluginRefusedException(faults);
        }
    }

    /** What a class loader finds under that name. */
    byte @Nullable [] file(String name) {
        return files.get(name);
    }

    private static Map<String, byte[]> files(byte[] bytes) {
        var files = new TreeMap<String, byte[]>();
        long unpacked = 0;
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.isDirectory()) {
                    continue;
                }
                byte[] content = zip.readNBytes(MOST_BYTES_UNPACKED);
                unpacked += content.length;
                if (unpacked >= MOST_BYTES_UNPACKED || files.size() >= MOST_FILES) {
                    throw new PluginRefusedException(
                            new Text("插件解压后过大或文件过多。", "the archive unpacks to too much, or holds too many files"));
                }
                if (files.put(entry.getName(), content) != null) {
                    throw new PluginRefusedException(new Text(
                            "插件中有两个同名文件 " + entry.getName() + "。", "the archive holds " + entry.getName() + " twice"));
                }
            }
        } catch (ZipException e) {
            throw new PluginRefusedException(new Text("文件不是完好的 jar。", "the file is no sound jar"), e);
        } catch (IOException e) {
            throw new PluginRefusedException(new Text("文件不完整。", "the file is incomplete"), e);
        }
        if (!files.containsKey(MANIFEST)) {
            throw new PluginRefusedException(
                    new Text("文件不是插件:缺少 " + MANIFEST + "。", "the file is no plugin: it has no " + MANIFEST));
        }
        return files;
    }

    private static String hash(byte[] bytes) {
        try {
            return Sha256.hex(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Attributes manifest(byte[] file) {
        try {
            return new Manifest(new ByteArrayInputStream(file)).getMainAttributes();
        } catch (IOException e) {
            throw new PluginRefusedException(new Text("插件清单无法读取。", "the manifest cannot be read"), e);
        }
    }

    private static String value(Attributes manifest, String name) {
        String value = manifest.getValue(name);
        return value == null ? "" : value.strip();
    }
}
