package org.longji.entitlement;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.DoubleConsumer;
import org.longji.plugin.api.PriorSupport;
import org.longji.pluginhost.PluginHost;
import org.longji.shared.TenantScope;

/**
 * Tries what is about applicants' years: chunk by chunk in the order of an assessment, in every world, on ledgers in memory. The
 * years follow each other, because what one grants the next one may ask for.
 */
final class BacktestYears {

    private static final int CHUNK = 500;

    private final EntityManager em;
    private final TenantScope scope;
    private final BacktestPlan plan;
    private final List<String> policies;
    private final List<InForce> worlds = new ArrayList<>();
    private final List<ImaginedLedger> ledgers = new ArrayList<>();
    /** What each world granted so far, by applicant. */
    private final List<Map<String, List<Granted>>> granted = new ArrayList<>();

    private record Granted(int tenant, PriorSupport support) {}

    /** One decision of a world: what is due, and whether a threshold was missed. */
    private record Result(ApplicantYear applicant, int policy, long due, boolean missed) {}

    private record Key(UUID subject, int policy) {}

    BacktestYears(
            EntityManager em,
            TenantScope scope,
            BacktestPlan plan,
            PluginHost plugins,
            ImaginedLedger.Recorded recorded) {
        this.em = em;
        this.scope = scope;
        this.plan = plan;
        this.policies = plan.policies();
        var first = new InForce(plan.worlds().get(0), plugins, plan.settings());
        for (int world = 0; world < plan.worlds().size(); world++) {
            worlds.add(world == 0 ? first : first.beside(plan.worlds().get(world)));
            ledgers.add(new ImaginedLedger(recorded));
            granted.add(new HashMap<>());
        }
    }

    /**
     * Tries all years.
     *
     * @param progress is told after each chunk what share is done; it ends the run by throwing
     */
    BacktestTally run(DoubleConsumer progress) {
        var tally = new BacktestTally(plan);
        for (int y = 0; y < plan.years().size(); y++) {
            int year = plan.years().get(y);
            var readings = new TreeMap<Integer, ApplicantYears.Reading>();
            worlds.forEach(world -> world.readings(scope, year)
                    .forEach((tenant, reading) -> readings.merge(tenant, reading, ApplicantYears.Reading::and)));
            var applicants = ApplicantYears.ofYear(em, readings.keySet(), year);
            int passes = 0;
            BacktestTally pass;
            do {
                pass = new BacktestTally(plan);
                granted.forEach(world -> world.values()
                        .forEach(of -> of.removeIf(one -> one.support().year() == year)));
                for (int from = 0; from < applicants.size(); from += CHUNK) {
                    int to = Math.min(from + CHUNK, applicants.size());
                    decide(ApplicantYears.load(em, applicants.subList(from, to), year, readings), y, pass);
                    progress.accept(
                            (y + (double) to / applicants.size()) / plan.years().size());
                }
            } while (shareOut(year) && ++passes < AssessmentWork.MOST_PASSES);
            tally.merge(pass);
        }
        return tally;
    }

    private boolean shareOut(int year) {
        boolean changed = false;
        for (int world = 0; world < worlds.size() && plan.anyPool(); world++) {
            changed |= ledgers.get(world).pools().shareOut(plan.worlds().get(world), scope, year);
        }
        return changed;
    }

    private void decide(List<ApplicantYear> applicants, int yearIndex, BacktestTally pass) {
        int year = plan.years().get(yearIndex);
        var before = new LinkedHashMap<Key, Result>();
        for (int world = 0; world < worlds.size(); world++) {
            var known = granted.get(world);
            var supported = applicants.stream()
                    .map(applicant -> applicant.with(support(applicant, known, year)))
                    .toList();
            var results = world == 0 ? before : new LinkedHashMap<Key, Result>();
            for (var one :
                    Round.decideYears(supported, scope, year, worlds.get(world), ledgers.get(world), Terms::ask)) {
                int policy = policies.indexOf(one.version().policyId());
                var outcome = one.outcome();
                var applicant = (ApplicantYear) one.matter();
                if (applicant.ended().isEmpty()) {
                    pass.count(world, yearIndex, policy == 0, one, outcome);
                }
                var due = outcome.entitledAmount();
                if (due.isPositive()) {
                    known.computeIfAbsent(one.beneficiary(), code -> new ArrayList<>())
                            .add(new Granted(
                                    applicant.tenant(),
                                    new PriorSupport(one.version().policyId(), year, one.side(), due)));
                }
                results.put(
                        new Key(one.subject(), policy),
                        new Result(applicant, policy, due.fen(), BacktestRun.belowThreshold(outcome)));
            }
            if (world > 0) {
                compare(world, yearIndex, before, results, pass);
            }
        }
    }

    private static void compare(
            int world, int yearIndex, Map<Key, Result> before, Map<Key, Result> after, BacktestTally pass) {
        var keys = new TreeSet<>(Comparator.comparing(Key::subject).thenComparing(Key::policy));
        keys.addAll(before.keySet());
        keys.addAll(after.keySet());
        for (var key : keys) {
            var was = before.get(key);
            var becomes = after.get(key);
            long from = was == null ? 0 : was.due();
            long to = becomes == null ? 0 : becomes.due();
            if (from != to) {
                boolean reached = from == 0 && was != null && was.missed();
                boolean lost = to == 0 && becomes != null && becomes.missed();
                var applicant = (was == null ? Objects.requireNonNull(becomes) : was).applicant();
                pass.changed(world, applicant, yearIndex, key.policy(), from, to, reached || lost);
            }
        }
    }

    /** What is on record for earlier years, except what this run decides itself, and what this world decided. */
    private List<PriorSupport> support(ApplicantYear applicant, Map<String, List<Granted>> known, int year) {
        var support = new ArrayList<PriorSupport>();
        applicant.priorSupport().stream()
                .filter(earlier ->
                        !policies.contains(earlier.policyId()) || !plan.years().contains(earlier.year()))
                .forEach(support::add);
        var within = TenantScope.subtree(applicant.tenant());
        known.getOrDefault(applicant.party().creditCode(), List.of()).stream()
                .filter(one -> within.contains(one.tenant()) && one.support().year() < year)
                .map(Granted::support)
                .forEach(support::add);
        support.sort(Comparator.comparing(PriorSupport::year).thenComparing(PriorSupport::policyId));
        return support;
    }
}
