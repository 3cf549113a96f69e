package org.longji.entitlement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.longji.entitlement.Backtest.Figures;
import org.longji.entitlement.Backtest.OfMonth;
import org.longji.entitlement.Backtest.OfPlace;
import org.longji.entitlement.Backtest.OfYear;
import org.longji.entitlement.DecisionRecord.Outcome;
import org.longji.plugin.api.Money;

/** What one thread of a back-test counted: sums by world, and the cases that come out otherwise. */
final class BacktestTally {

    private static final int MONTHS = 12;

    private final BacktestPlan plan;
    private final long[][][] years;
    private final long[][][] months;
    private final List<Map<Long, long[]>> places = new ArrayList<>();
    private final List<Changes> changes = new ArrayList<>();
    long contracts;

    BacktestTally(BacktestPlan plan) {
        this.plan = plan;
        int worlds = plan.worlds().size();
        years = new long[worlds][plan.years().size()][Column.values().length];
        months = new long[worlds][plan.years().size()][MONTHS];
        for (int world = 0; world < worlds; world++) {
            places.add(new TreeMap<>());
            changes.add(new Changes());
        }
    }

    private enum Column {
        COST,
        OTHERS,
        CASES,
        ENTITLED,
        AT_CAP,
        JUDGEMENT
    }

    /** Cases of one scenario that come out otherwise, column by column. */
    static final class Changes {

        private long[] high = new long[256];
        private long[] low = new long[256];
        private int[] year = new int[256];
        private byte[] policy = new byte[256];
        private long[] before = new long[256];
        private long[] after = new long[256];
        private boolean[] crossed = new boolean[256];
        /** Those about years by their ids: nothing else keeps what they are called. */
        private final Map<UUID, ApplicantYear> applicants = new HashMap<>();

        private int size;

        void add(UUID subject, int ofYear, int ofPolicy, long was, long becomes, boolean threshold) {
            if (size == high.length) {
                int more = size * 2;
                high = Arrays.copyOf(high, more);
                low = Arrays.copyOf(low, more);
                year = Arrays.copyOf(year, more);
                policy = Arrays.copyOf(policy, more);
                before = Arrays.copyOf(before, more);
                after = Arrays.copyOf(after, more);
                crossed = Arrays.copyOf(crossed, more);
            }
            high[size] = subject.getMostSignificantBits();
            low[size] = subject.getLeastSignificantBits();
            year[size] = ofYear;
            policy[size] = (byte) ofPolicy;
            before[size] = was;
            after[size] = becomes;
            crossed[size] = threshold;
            size++;
        }

        void addAll(Changes other) {
            applicants.putAll(other.applicants);
            for (int i = 0; i < other.size; i++) {
                add(
                        other.subject(i),
                        other.year[i],
                        other.policy[i],
                        other.before[i],
                        other.after[i],
                        other.crossed[i]);
            }
        }

        int size() {
            return size;
        }

        Optional<ApplicantYear> applicant(int i) {
            return Optional.ofNullable(applicants.get(subject(i)));
        }

        UUID subject(int i) {
            return new UUID(high[i], low[i]);
        }

        int year(int i) {
            return year[i];
        }

        int policy(int i) {
            return policy[i];
        }

        Money before(int i) {
            return Money.ofFen(before[i]);
        }

        Money after(int i) {
            return Money.ofFen(after[i]);
        }

        boolean crossed(int i) {
            return crossed[i];
        }

        boolean gains(int i) {
            return after[i] > before[i];
        }

        long difference(int i) {
            return Math.abs(after[i] - before[i]);
        }
    }

    /** Counts one case of a world. */
    void count(int world, int yearIndex, boolean drafted, Case one, Outcome outcome) {
        long due = outcome.entitledAmount().fen();
        long[] ofYear = years[world][yearIndex];
        if (!drafted) {
            ofYear[Column.OTHERS.ordinal()] += due;
            return;
        }
        ofYear[Column.CASES.ordinal()]++;
        if (outcome.status() == EntitlementStatus.NEEDS_JUDGEMENT
                || outcome.status() == EntitlementStatus.AWAITING_ELECTION
                || outcome.status() == EntitlementStatus.AWAITING_ALLOCATION) {
            ofYear[Column.JUDGEMENT.ordinal()]++;
        }
        if (due > 0) {
            ofYear[Column.COST.ordinal()] += due;
            ofYear[Column.ENTITLED.ordinal()]++;
            boolean atCap = outcome.entitledAmount().compareTo(outcome.assessedAmount()) < 0
                    || one.capLimit().filter(outcome.entitledAmount()::equals).isPresent();
            ofYear[Column.AT_CAP.ordinal()] += atCap ? 1 : 0;
            months[world][yearIndex][one.governingDate().getMonthValue() - 1] += due;
            long place = plan.years().get(yearIndex) * 1_000_000L + one.matter().place();
            long[] sums = places.get(world).computeIfAbsent(place, key -> new long[2]);
            sums[0] += due;
            sums[1]++;
        }
    }

    /** Notes that a scenario decides a case otherwise than the versions in force. */
    void changed(int world, Matter matter, int yearIndex, int policy, long before, long after, boolean threshold) {
        if (matter instanceof ApplicantYear applicant) {
            changes.get(world).applicants.put(applicant.id(), applicant);
        }
        changes.get(world).add(matter.id(), plan.years().get(yearIndex), policy, before, after, threshold);
    }

    void merge(BacktestTally other) {
        contracts += other.contracts;
        for (int world = 0; world < years.length; world++) {
            for (int y = 0; y < plan.years().size(); y++) {
                for (int i = 0; i < years[world][y].length; i++) {
                    years[world][y][i] += other.years[world][y][i];
                }
                for (int i = 0; i < MONTHS; i++) {
                    months[world][y][i] += other.months[world][y][i];
                }
            }
            var mine = places.get(world);
            other.places
                    .get(world)
                    .forEach((place, sums) -> mine.merge(place, sums, (a, b) -> new long[] {a[0] + b[0], a[1] + b[1]}));
            changes.get(world).addAll(other.changes.get(world));
        }
    }

    Changes changes(int world) {
        return changes.get(world);
    }

    Figures figures(int world) {
        var ofYears = new ArrayList<OfYear>();
        var ofMonths = new ArrayList<OfMonth>();
        for (int y = 0; y < plan.years().size(); y++) {
            int year = plan.years().get(y);
            long[] sums = years[world][y];
            ofYears.add(new OfYear(
                    year,
                    Money.ofFen(sums[Column.COST.ordinal()]),
                    Money.ofFen(sums[Column.OTHERS.ordinal()]),
                    sums[Column.CASES.ordinal()],
                    sums[Column.ENTITLED.ordinal()],
                    sums[Column.AT_CAP.ordinal()],
                    sums[Column.JUDGEMENT.ordinal()]));
            for (int month = 0; month < MONTHS; month++) {
                ofMonths.add(new OfMonth(year, month + 1, Money.ofFen(months[world][y][month])));
            }
        }
        return new Figures(
                ofYears,
                ofMonths,
                places.get(world).entrySet().stream()
                        .map(e -> new OfPlace(
                                (int) (e.getKey() % 1_000_000),
                                (int) (e.getKey() / 1_000_000),
                                Money.ofFen(e.getValue()[0]),
                                e.getValue()[1]))
                        .toList());
    }
}
