package org.longji.entitlement;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Role;
import org.longji.plugin.api.Subject;
import org.longji.plugin.api.Text;
import org.longji.policy.GoverningClock;

/**
 * What a policy version asks of an imagined case.
 *
 * @param tenant the tenant that enacted the version, or drafts it
 * @param policyId the policy
 * @param computable whether its amounts are known; without them every case waits for a person
 * @param subject what one decision is about
 * @param beneficiary who is paid
 * @param yearsOfFigures how many years of the applicant it reads, the year assessed included
 * @param fields in the order in which they are best filled in
 */
public record Questionnaire(
        int tenant,
        String policyId,
        String version,
        Text title,
        String document,
        String article,
        LocalDate from,
        @Nullable LocalDate until,
        GoverningClock clock,
        boolean computable,
        Subject subject,
        Role beneficiary,
        int yearsOfFigures,
        List<Field> fields) {

    /**
     * One input.
     *
     * @param name where it stands in the case, dotted: {@code contract.technologyAmount}, {@code evidence.premium}
     * @param options what may be chosen, or is worth offering
     * @param asked whether the version has been seen to look at it; what it never looked at may be left out
     * @param otherwise what holds where nothing is stated
     */
    public record Field(
            String name,
            Text label,
            InputKind kind,
            List<String> options,
            boolean asked,
            @Nullable String otherwise) {}
}
