package org.longji.party;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.PartyKind;

/**
 * An organisation as one tenant knows it. The same enterprise may be kept by several tenants, each with its own contacts;
 * the credit code says that they are one. It is never deleted: contracts refer to it for as long as they are law.
 */
@Entity
@Table(name = "organization")
public class Organization {

    @Id
    private UUID id;

    private int tenant;

    @Column(name = "credit_code")
    private String creditCode;

    private String name;

    @Enumerated(EnumType.STRING)
    private PartyKind kind;

    @Column(name = "nature_code")
    private @Nullable String natureCode;

    private int division;
    private String country;
    private @Nullable String address;

    @Column(name = "postal_code")
    private @Nullable String postalCode;

    @Column(name = "legal_representative")
    private @Nullable String legalRepresentative;

    @Column(name = "contact_person")
    private @Nullable String contactPerson;

    @Column(name = "contact_phone")
    private @Nullable String contactPhone;

    @Column(name = "bank_name")
    private @Nullable String bankName;

    @Column(name = "bank_account")
    private @Nullable String bankAccount;

    @Version
    private int version;

    /** For JPA, which fills the fields itself. */
    @SuppressWarnings("NullAway.Init")
    protected Organization() {}

    Organization(int tenant, OrganizationForm form) {
        this.id = UUID.randomUUID();
        this.tenant = tenant;
        this.creditCode = form.creditCode();
        this.name = form.name();
        this.kind = form.kind();
        describe(form);
    }

    /** Takes over everything that may change; who it is (credit code, tenant) does not. */
    void describe(OrganizationForm form) {
        name = form.name();
        kind = form.kind();
        natureCode = form.natureCode();
        division = Optional.ofNullable(form.division()).orElse(0);
        country = Optional.ofNullable(form.country()).orElse("CHN");
        address = form.address();
        postalCode = form.postalCode();
        legalRepresentative = form.legalRepresentative();
        contactPerson = form.contactPerson();
        contactPhone = form.contactPhone();
        bankName = form.bankName();
        bankAccount = form.bankAccount();
    }

    OrganizationDetails details() {
        return new OrganizationDetails(
                id,
                tenant,
                creditCode,
                name,
                kind,
                natureCode,
                division,
                country,
                address,
                postalCode,
                legalRepresentative,
                contactPerson,
                contactPhone,
                bankName,
                bankAccount,
                version);
    }

    public UUID id() {
        return id;
    }

    public int tenant() {
        return tenant;
    }

    public String creditCode() {
        return creditCode;
    }

    public String name() {
        return name;
    }

    public PartyKind kind() {
        return kind;
    }

    public int division() {
        return division;
    }

    int version() {
        return version;
    }
}
