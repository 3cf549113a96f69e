package org.longji.party;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.longji.plugin.api.PartyKind;

class PersonalNumbersTest {

    @Test
    void hidesTheMiddleOfAnIdentityNumber() {
        assertThat(PersonalNumbers.masked(PartyKind.INDIVIDUAL, "230103198001011234"))
                .isEqualTo("2301**********1234");
        assertThat(PersonalNumbers.masked(PartyKind.INDIVIDUAL, "A1234567")).isEqualTo("********");
    }

    @Test
    void leavesAnOrganisationsCodePublic() {
        assertThat(PersonalNumbers.masked(PartyKind.ENTERPRISE, "91230604EWNG4M6U05"))
                .isEqualTo("91230604EWNG4M6U05");
    }
}
