package org.longji.plugins.measure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.longji.plugin.api.ComposedPolicy;
import org.longji.plugin.api.Definition;
import org.longji.plugin.api.DefinitionException;
import org.longji.plugin.api.Finding;
import org.longji.plugin.api.PolicyHeading;
import org.longji.plugin.api.PolicyLanguage;
import org.pf4j.Extension;

/** The language of measures, {@code language: measure}. */
@Extension
public final class MeasureLanguage implements PolicyLanguage {

    @Override
    public String id() {
        return "measure";
    }

    @Override
    public String schema() {
        try (InputStream in = MeasureLanguage.class.getResourceAsStream("measure.schema.json")) {
            if (in == null) {
                throw new IllegalStateException("the schema of measures is not in the plugin");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<Finding> check(PolicyHeading heading, Definition definition) {
        Compiler compiler = new Compiler(heading);
        compiler.compile(definition);
        return compiler.findings();
    }

    @Override
    public ComposedPolicy compile(PolicyHeading heading, Definition definition) {
        Compiler compiler = new Compiler(heading);
        Measure measure = compiler.compile(definition);
        if (measure == null) {
            throw new DefinitionException(compiler.findings());
        }
        return measure;
    }
}
