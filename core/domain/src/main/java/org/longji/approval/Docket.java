package org.longji.approval;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.longji.approval.Signature.Basis;
import org.longji.approval.Signature.Verdict;
import org.longji.plugin.api.Text;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;

/**
 * All that is known of one case at one moment, and what follows from it: who may sign, for whom, and whether a step is done. It reads and
 * writes nothing.
 *
 * @param chain the chain it is pinned to
 * @param reach the tenant above it was handed up to
 * @param barred who may not sign: whoever made it, and who belongs to those it benefits
 * @param officers by account, those of the case's tenant
 * @param above by account, those of the tenant it was handed up to
 * @param absent whom somebody stands in for today, by whom
 */
record Docket(
        ApprovalCase one,
        ChainForm chain,
        Optional<Integer> reach,
        Set<UUID> barred,
        List<StepOfCase> steps,
        List<Signer> signers,
        List<Signature> signatures,
        Map<UUID, Officer> officers,
        Map<UUID, Officer> above,
        Map<UUID, UUID> absent) {

    static final int TWO_OFFICERS = 2;

    /** A right to sign the open step. */
    record Mandate(Basis basis, List<UUID> actsFor) {}

    Optional<StepOfCase> open() {
        return steps.stream()
                .filter(step -> one.state() == ApprovalCase.State.OPEN && step.state() == StepOfCase.State.OPEN)
                .findFirst();
    }

    StepOfCase current() {
        return open().orElseThrow(() -> new ProblemException(Problem.APPROVAL_ENDED, Map.of()));
    }

    Optional<ChainStep> definition(StepOfCase step) {
        return step.chainStep().map(chain.ordered()::get);
    }

    StepOfCase step(int number) {
        return steps.stream()
                .filter(step -> step.number() == number)
                .findFirst()
                .orElseThrow();
    }

    /** Signatures that count: of the round their step is in. */
    List<Signature> counted() {
        return signatures.stream()
                .filter(signature -> step(signature.step()).round() == signature.round())
                .toList();
    }

    /** The latest signature that turned the case down. */
    Optional<Signature> lastRejection() {
        return counted().stream()
                .filter(signature -> signature.verdict() == Verdict.REJECT)
                .reduce((earlier, later) -> later);
    }

    List<Signature> counted(StepOfCase step) {
        return counted().stream()
                .filter(signature -> signature.step() == step.number())
                .toList();
    }

    /** The right {@code person} has to sign the open step. */
    Optional<Mandate> mandate(UUID person) {
        return refusal(person).isPresent() ? Optional.empty() : granted(person);
    }

    /** @throws ProblemException why {@code person} may not sign the open step */
    Mandate requireMandate(UUID person) {
        var refusal = refusal(person);
        if (refusal.isPresent()) {
            throw refusal.get();
        }
        return granted(person).orElseThrow(() -> notYours(current().name()));
    }

    private static ProblemException notYours(Text step) {
        return new ProblemException(Problem.APPROVAL_NOT_YOURS, Map.of("step", step));
    }

    /** What stands against the person, whatever its roles. */
    private Optional<ProblemException> refusal(UUID person) {
        var step = current();
        if (barred.contains(person)) {
            return Optional.of(new ProblemException(Problem.APPROVAL_EXCLUDED, Map.of("name", nameOf(person))));
        }
        if (counted(step).stream().anyMatch(signature -> signature.account().equals(person))) {
            return Optional.of(new ProblemException(Problem.APPROVAL_SIGNED, Map.of()));
        }
        return signedElsewhere(person)
                ? Optional.of(new ProblemException(Problem.APPROVAL_OTHER_STEP, Map.of("name", nameOf(person))))
                : Optional.empty();
    }

    private Optional<Mandate> granted(UUID person) {
        var bases = new LinkedHashMap<UUID, Basis>();
        for (var principal : principals(person)) {
            if (!barred.contains(principal) && !signedElsewhere(principal) && !isCovered(current(), principal)) {
                basis(principal).ifPresent(basis -> bases.put(principal, basis));
            }
        }
        return bases.values().stream()
                .min(Basis::compareTo)
                .map(strongest -> new Mandate(
                        strongest,
                        bases.keySet().stream()
                                .filter(principal -> !principal.equals(person))
                                .toList()));
    }

    /** The person itself unless it handed the step on, who handed it to the person, and for whom it stands in today. */
    private List<UUID> principals(UUID person) {
        var principals = new ArrayList<UUID>();
        if (delegations().stream().noneMatch(signer -> signer.actsFor().equals(person))) {
            principals.add(person);
        }
        delegations().stream()
                .filter(signer -> signer.account().equals(person))
                .map(Signer::actsFor)
                .forEach(principals::add);
        absent.forEach((absentee, deputy) -> {
            if (deputy.equals(person)
                    && !principals.contains(absentee)
                    && delegations().stream()
                            .noneMatch(signer -> signer.actsFor().equals(absentee))) {
                principals.add(absentee);
            }
        });
        return principals;
    }

    private List<Signer> delegations() {
        var step = current();
        return signers.stream()
                .filter(signer -> signer.kind() == Signer.Kind.DELEGATED
                        && signer.step() == step.number()
                        && signer.round() == step.round())
                .toList();
    }

    /** By what right somebody signs the open step in the own name. */
    Optional<Basis> basis(UUID person) {
        var step = current();
        var officer = Optional.ofNullable(officers.get(person));
        if (step.escalatedTo()
                .filter(to -> Optional.ofNullable((to == one.tenant() ? officers : above).get(person))
                        .filter(other ->
                                other.roles().contains(step.escalatedRole().orElseThrow()))
                        .isPresent())
                .isPresent()) {
            return Optional.of(Basis.ESCALATED);
        }
        if (officer.filter(other -> other.roles().stream().anyMatch(step.roles()::contains))
                .isPresent()) {
            return Optional.of(Basis.ROLE);
        }
        return added(step).contains(person) ? Optional.of(Basis.ADDED) : Optional.empty();
    }

    private List<UUID> added(StepOfCase step) {
        return signers.stream()
                .filter(signer -> signer.kind() == Signer.Kind.ADDED && signer.step() == step.number())
                .map(Signer::account)
                .toList();
    }

    /** Whether the person, or somebody in its place, has signed another step of a payment. */
    boolean signedElsewhere(UUID person) {
        return one.kind().ofMoney()
                && counted().stream()
                        .anyMatch(signature -> signature.step() != current().number()
                                && (signature.account().equals(person)
                                        || signature.actsFor().contains(person)));
    }

    private boolean isCovered(StepOfCase step, UUID person) {
        return counted(step).stream()
                .anyMatch(signature -> signature.account().equals(person)
                        || signature.actsFor().contains(person));
    }

    /** Who can sign the open step by role: officers that nothing stands against. */
    List<Officer> eligible(StepOfCase step) {
        return officers.values().stream()
                .filter(officer -> officer.roles().stream().anyMatch(step.roles()::contains)
                        && !barred.contains(officer.account())
                        && !signedElsewhere(officer.account()))
                .toList();
    }

    /** Everybody who may sign the open step now. */
    List<Officer> waitedFor() {
        var all = new LinkedHashMap<>(officers);
        above.forEach(all::putIfAbsent);
        return all.values().stream()
                .filter(officer -> mandate(officer.account()).isPresent())
                .toList();
    }

    /** Whether the open step is done. */
    boolean isPassed() {
        var step = current();
        var approvals = counted(step).stream()
                .filter(signature -> signature.verdict() == Verdict.APPROVE)
                .toList();
        boolean last = steps.stream().allMatch(other -> other.position() <= step.position());
        if (one.kind().ofMoney() && last && officersWhoApproved() < TWO_OFFICERS) {
            return false;
        }
        if (approvals.stream().anyMatch(signature -> signature.basis() == Basis.ESCALATED)) {
            return true;
        }
        long byRole = approvals.stream()
                .filter(signature -> signature.basis() == Basis.ROLE)
                .count();
        return byRole >= step.needed() && missing(step).isEmpty();
    }

    private long officersWhoApproved() {
        return counted().stream()
                .filter(signature -> signature.verdict() == Verdict.APPROVE)
                .map(Signature::account)
                .distinct()
                .count();
    }

    /** Persons the open step still needs by name; nobody who has lost the role in the meantime. */
    Collection<UUID> missing(StepOfCase step) {
        var eligible = eligible(step).stream().map(Officer::account).toList();
        return signers.stream()
                .filter(signer -> signer.step() == step.number())
                .filter(signer -> signer.kind() == Signer.Kind.ADDED
                        || (signer.kind() == Signer.Kind.REQUIRED
                                && signer.round() == step.round()
                                && eligible.contains(signer.account())))
                .map(Signer::account)
                .filter(person -> !isCovered(step, person))
                .toList();
    }

    /** Whether a rejection just given ends the case: always, unless a number of several can still be reached without it. */
    boolean isLost() {
        var step = current();
        var rejections = counted(step).stream()
                .filter(signature -> signature.verdict() == Verdict.REJECT)
                .toList();
        boolean byNumber =
                definition(step).map(ChainStep::ruleOrAny).orElse(ChainStep.Rule.ALL) == ChainStep.Rule.N_OF_M
                        && rejections.stream().allMatch(signature -> signature.basis() == Basis.ROLE);
        return !rejections.isEmpty() && (!byNumber || step.pool() - rejections.size() < step.needed());
    }

    String nameOf(UUID person) {
        return Optional.ofNullable(officers.get(person))
                .or(() -> Optional.ofNullable(above.get(person)))
                .map(Officer::name)
                .or(() -> signers.stream()
                        .filter(signer -> signer.account().equals(person))
                        .map(Signer::name)
                        .findFirst())
                .orElseGet(() -> Objects.equals(person, one.initiator()) ? one.initiatorName() : person.toString());
    }
}
