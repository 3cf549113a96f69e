package org.longji.plugin.api;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apiguardian.api.API;

/**
 * What an archive may say it needs, in {@code Plugin-Needs} of its manifest, and gets nothing beyond: the extension points it brings
 * something for, and the data it is lent. The host refuses an archive that goes beyond what it says, and the conformance kit says
 * so before anybody uploads it.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class PluginNeeds {

    /** It computes policies, and is lent the facts of the cases it is asked about. */
    public static final String POLICIES = "policies";

    /** It brings a language in which measures are written. */
    public static final String LANGUAGES = "languages";

    /** It keeps registers, and is lent their own rows. */
    public static final String REGISTERS = "registers";

    /** A register, an endpoint or an indicator of it looks at the registered contracts of its tenant. */
    public static final String REGISTERED_CONTRACTS = "registered-contracts";

    /** It answers questions over HTTP, and is lent its own rows and settings. */
    public static final String ENDPOINTS = "endpoints";

    /** It has settings that tenants choose, and is lent what holds. */
    public static final String SETTINGS = "settings";

    /** It exchanges listings with another region: rows of its registers leave, and come in. */
    public static final String CHANNELS = "channels";

    /** It computes figures about a tenant, and is lent its own rows and settings. */
    public static final String INDICATORS = "indicators";

    /** It looks at what is about to cross a border, and is lent its settings. */
    public static final String SCREENINGS = "screenings";

    private static final Set<String> KNOWN = new TreeSet<>(Set.of(
            POLICIES,
            LANGUAGES,
            REGISTERS,
            REGISTERED_CONTRACTS,
            ENDPOINTS,
            SETTINGS,
            INDICATORS,
            SCREENINGS,
            CHANNELS));

    private PluginNeeds() {}

    /**
     * Everything wrong between what an archive says and what it does.
     *
     * @param said what its manifest says
     * @param used what it brings something for, or asks to be lent
     */
    public static List<Text> faults(Collection<String> said, Collection<String> used) {
        List<Text> faults = new ArrayList<>();
        for (String word : said) {
            if (!KNOWN.contains(word)) {
                faults.add(new Text(
                        "清单的 Plugin-Needs 中“" + word + "”不是已知的需要;可用的有 " + String.join("、", KNOWN) + "。",
                        "Plugin-Needs says '" + word + "', which nobody can need; it is one of "
                                + String.join(", ", KNOWN)));
            }
        }
        for (String word : new TreeSet<>(used)) {
            if (!said.contains(word)) {
                faults.add(new Text(
                        "插件用到“" + word + "”,但清单的 Plugin-Needs 没有写明;请写明后重新打包,或去掉这一部分。",
                        "the plugin uses '" + word + "', which Plugin-Needs in its manifest does not say:"
                                + " say so and pack it again, or leave that part out"));
            }
        }
        return faults;
    }
}
