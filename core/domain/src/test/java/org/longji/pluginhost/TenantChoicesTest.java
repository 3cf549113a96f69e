package org.longji.pluginhost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.longji.plugin.api.Money;
import org.longji.pluginhost.TenantChoices.Choice;

@DisplayName("Each tenant is answered by the version of a plugin that it has, or by none")
class TenantChoicesTest {

    private static final int HARBIN = 230100;
    private static final int DAQING = 230600;

    @TempDir
    Path directory;

    private final PluginHost host = new PluginHost();
    private PluginIdentity one = new PluginIdentity("", "", "");
    private PluginIdentity two = new PluginIdentity("", "", "");

    @BeforeEach
    void twoVersions() {
        one = host.runBeside(TrialPlugin.paying("1.00").version("1.0.0").in(directory));
        two = host.runBeside(TrialPlugin.paying("2.00").version("2.0.0").in(directory));
    }

    private void chosen(Map<Integer, Choice> choices, String... stopped) {
        host.choose(new TenantChoices(Map.of("trial", choices), Set.of(stopped)));
    }

    private static Choice version(PluginIdentity plugin) {
        return new Choice(true, Optional.of(plugin.hash()), Optional.empty());
    }

    private Money amount(int tenant) {
        return Asking.amount(host.policy(tenant, "trial", "trial").orElseThrow());
    }

    @Test
    @DisplayName("two versions run side by side, each for its own tenants; whoever decided nothing has none")
    void sideBySide() {
        chosen(Map.of(HARBIN, version(one), DAQING, version(two)));

        assertThat(amount(HARBIN)).isEqualTo(Money.of("1.00"));
        assertThat(amount(DAQING)).isEqualTo(Money.of("2.00"));
        assertThat(host.policies(230000)).isEmpty();

        chosen(Map.of(HARBIN, version(two), DAQING, version(one)));
        assertThat(amount(HARBIN)).isEqualTo(Money.of("2.00"));
        assertThat(amount(DAQING)).as("went back").isEqualTo(Money.of("1.00"));
    }

    @Test
    @DisplayName(
            "a channel is that of the version its tenant has; one that fits neither its register nor the manifest is refused")
    void channels() {
        var first = host.runBeside(TrialExchange.plugin().version("3.0.0").in(directory));
        var second = host.runBeside(TrialExchange.plugin().version("4.0.0").in(directory));
        chosen(Map.of(HARBIN, version(first), DAQING, version(second)));

        assertThat(host.channels(HARBIN))
                .extracting(ChannelHandle::pluginVersion)
                .containsExactly("3.0.0");
        assertThat(host.channels(DAQING))
                .extracting(ChannelHandle::pluginVersion)
                .containsExactly("4.0.0");
        assertThat(host.channels(230000)).isEmpty();
        assertThat(host.brings(first.hash()).channels()).containsExactly("far-east");
        assertThatThrownBy(() -> host.run(TrialExchange.plugin()
                        .manifest("Plugin-Needs", "registers")
                        .version("5.0.0")
                        .in(directory)))
                .hasMessageContaining("channels");
        for (var fault : Map.of(
                        "sharedIn(\"PUBLISHED\")", "sharedIn(\"NOWHERE\")",
                        "withdrawnBy(\"withdraw\")", "withdrawnBy(\"vanish\")",
                        "consentedBy(\"shared\")", "consentedBy(\"title\")")
                .entrySet()) {
            assertThatThrownBy(() -> host.run(TrialExchange.plugin(fault.getKey(), fault.getValue())
                            .version("6.0.0")
                            .in(directory)))
                    .as(fault.getValue())
                    .hasMessageContaining("is no ");
        }
    }

    @Test
    @DisplayName(
            "what came with Longji every tenant has until it says otherwise; it follows upgrades unless it named a version")
    void whatCameWithLongji() {
        host.run(TrialPlugin.paying("1.00").version("1.0.0").in(directory));
        assertThat(amount(HARBIN)).isEqualTo(Money.of("1.00"));

        chosen(Map.of(HARBIN, new Choice(false, Optional.empty(), Optional.empty()), DAQING, version(one)));
        host.makeCurrent(two.hash());

        assertThat(host.policies(HARBIN)).as("switched off").isEmpty();
        assertThat(amount(DAQING)).as("named").isEqualTo(Money.of("1.00"));
        assertThat(amount(230000)).as("follows").isEqualTo(Money.of("2.00"));
        assertThat(host.pinned("trial", "trial", one.hash()))
                .as("old decisions")
                .isPresent();
    }

    @Test
    @DisplayName("a version that was chosen and does not run is not replaced by another")
    void noOtherLaw() {
        host.run(TrialPlugin.paying("2.00").version("2.0.0").in(directory));
        chosen(Map.of(HARBIN, version(one)));

        host.leave(one.hash());

        assertThat(host.policies(HARBIN)).isEmpty();
        assertThat(host.answering(HARBIN, "trial")).isEmpty();
        assertThat(amount(DAQING)).isEqualTo(Money.of("2.00"));
    }

    @Test
    @DisplayName(
            "an upgrade for all leaves running what a tenant chose or tries; a plugin that is stopped answers nobody")
    void keepsWhatIsChosen() {
        chosen(Map.of(
                HARBIN, version(one), DAQING, new Choice(true, Optional.of(two.hash()), Optional.of(one.hash()))));
        host.leaveOthers("trial", two.hash());
        assertThat(amount(HARBIN)).isEqualTo(Money.of("1.00"));
        assertThat(host.shadow(DAQING, "trial")).contains(one.hash());
        assertThat(host.shadow(HARBIN, "trial")).isEmpty();

        chosen(Map.of(HARBIN, version(one), DAQING, version(two)), "trial");
        assertThat(host.policies(HARBIN)).isEmpty();
        assertThat(host.policies(DAQING)).isEmpty();
    }

    @Test
    @DisplayName(
            "an archive that brings more than its manifest says, or says what nobody can need, is refused with the word")
    void needs() {
        assertThatThrownBy(() -> host.runBeside(TrialPlugin.paying("1.00")
                        .version("3.0.0")
                        .manifest("Plugin-Needs", "registers")
                        .in(directory)))
                .isInstanceOf(PluginRefusedException.class)
                .hasMessageContaining("'policies'");
        assertThatThrownBy(() -> host.runBeside(TrialPlugin.paying("1.00")
                        .version("3.0.0")
                        .manifest("Plugin-Needs", "policies, network")
                        .in(directory)))
                .isInstanceOf(PluginRefusedException.class)
                .hasMessageContaining("'network'");
    }
}
