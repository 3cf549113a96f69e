package org.longji.pluginhost;

import java.util.List;
import org.longji.plugin.api.screening.Screening;
import org.longji.plugin.api.screening.ScreeningList;
import org.longji.plugin.api.screening.ScreeningResult;

/**
 * One screening of one loaded plugin, called through a guard. Its lists were read once, when the plugin started; a hit on any other
 * is a {@link PluginFailure}.
 */
public final class ScreeningHandle extends ExtensionHandle {

    /** Whoever finds more finds nothing. */
    private static final int MOST_FOUND = 50;

    private static final int LARGEST = 200_000;

    private final Screening screening;
    private final List<ScreeningList> lists;

    /** A screening without an archive: for trying it outside the server. */
    public ScreeningHandle(String pluginId, String pluginVersion, String pluginHash, Screening screening) {
        this(
                new PluginIdentity(pluginId, pluginVersion, pluginHash),
                new PluginCalls(pluginId, CallBudget.USUAL),
                screening);
    }

    /** @throws IllegalArgumentException if it brings no list, or two under one id */
    ScreeningHandle(PluginIdentity plugin, PluginCalls calls, Screening screening) {
        super(plugin, calls, "screening", screening.id(), screening.words());
        this.screening = screening;
        this.lists = List.copyOf(screening.lists());
        if (lists.isEmpty()) {
            throw new IllegalArgumentException("the screening '" + id() + "' brings no list");
        }
        if (lists.stream().map(ScreeningList::id).distinct().count() < lists.size()) {
            throw new IllegalArgumentException("two lists of the screening '" + id() + "' have the same id");
        }
    }

    public List<ScreeningList> lists() {
        return lists;
    }

    /**
     * What it finds.
     *
     * @throws PluginFailure if it throws, wants too much, answers nothing, or finds what is on none of its lists
     */
    public ScreeningResult screen(Screening.Request request) {
        return guarded(() -> {
            var result = screening.screen(request);
            int found = 0;
            if (result instanceof ScreeningResult.Hits hits) {
                found = hits.hits().size();
                hits.hits().forEach(hit -> {
                    if (lists.stream().noneMatch(list -> list.id().equals(hit.list()))) {
                        throw failure("finds something on the list '" + hit.list() + "', which it does not bring");
                    }
                });
            } else if (result instanceof ScreeningResult.NeedsJudgement judgement) {
                found = judgement.questions().size();
            } else if (result == null) {
                throw failure("answered nothing");
            }
            if (found > MOST_FOUND) {
                throw failure("finds " + found + " things, at most " + MOST_FOUND);
            }
            expectAtMost(result, LARGEST);
            return result;
        });
    }
}
