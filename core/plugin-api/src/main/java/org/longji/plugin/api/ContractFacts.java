package org.longji.plugin.api;

import java.time.LocalDate;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * A registered technology contract (技术合同) as a policy sees it.
 *
 * @param registrationNumber number of its registration (登记编号)
 * @param projectKey the technology trade project it belongs to; several contracts may share one
 * @param type one of the five types
 * @param subtype finer kind as registered, empty if none; policies must tolerate values they do not know
 * @param signedOn day of signature
 * @param registeredOn day of registration
 * @param contractAmount gross amount of the contract (合同成交额), yuan
 * @param technologyAmount assessed technology amount (技术交易额): gross less non-technology cost, yuan
 * @param affiliatedParties whether the parties depend on or are affiliated with each other (关联关系)
 * @param landedInProvince whether the result is put to use in the province (省内落地转化)
 * @param titleTransferred whether title of the intellectual property was transferred at the authority (权属变更)
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ContractFacts(
        String registrationNumber,
        String projectKey,
        ContractType type,
        String subtype,
        LocalDate signedOn,
        LocalDate registeredOn,
        Money contractAmount,
        Money technologyAmount,
        Answer affiliatedParties,
        Answer landedInProvince,
        Answer titleTransferred) {

    /** Refuses absent values at the door, where the message still names the field. */
    public ContractFacts {
        Objects.requireNonNull(registrationNumber, "registrationNumber");
        Objects.requireNonNull(projectKey, "projectKey");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(subtype, "subtype");
        Objects.requireNonNull(signedOn, "signedOn");
        Objects.requireNonNull(registeredOn, "registeredOn");
        Objects.requireNonNull(contractAmount, "contractAmount");
        Objects.requireNonNull(technologyAmount, "technologyAmount");
        Objects.requireNonNull(affiliatedParties, "affiliatedParties");
        Objects.requireNonNull(landedInProvince, "landedInProvince");
        Objects.requireNonNull(titleTransferred, "titleTransferred");
    }

    /** {@return this contract as another kind} */
    public ContractFacts withType(ContractType otherType, String otherSubtype) {
        return new ContractFacts(
                registrationNumber,
                projectKey,
                otherType,
                otherSubtype,
                signedOn,
                registeredOn,
                contractAmount,
                technologyAmount,
                affiliatedParties,
                landedInProvince,
                titleTransferred);
    }

    /** {@return this contract on other days} */
    public ContractFacts withDays(LocalDate signed, LocalDate registered) {
        return new ContractFacts(
                registrationNumber,
                projectKey,
                type,
                subtype,
                signed,
                registered,
                contractAmount,
                technologyAmount,
                affiliatedParties,
                landedInProvince,
                titleTransferred);
    }

    /** {@return this contract with other amounts} */
    public ContractFacts withAmounts(Money gross, Money technology) {
        return new ContractFacts(
                registrationNumber,
                projectKey,
                type,
                subtype,
                signedOn,
                registeredOn,
                gross,
                technology,
                affiliatedParties,
                landedInProvince,
                titleTransferred);
    }

    /** {@return this contract with other answers} */
    public ContractFacts withAnswers(Answer affiliated, Answer landed, Answer transferred) {
        return new ContractFacts(
                registrationNumber,
                projectKey,
                type,
                subtype,
                signedOn,
                registeredOn,
                contractAmount,
                technologyAmount,
                affiliated,
                landed,
                transferred);
    }
}
