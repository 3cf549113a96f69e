package org.longji.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.longji.register.RegisterHouse.HARBIN;
import static org.longji.register.RegisterHouse.PLUGIN;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.longji.approval.ApprovalCase;
import org.longji.approval.Approvals;
import org.longji.plugin.api.register.Field;
import org.longji.plugin.api.register.Obstacle;
import org.longji.plugin.api.register.Register;
import org.longji.plugin.api.register.RegisterDefinition;
import org.longji.plugin.api.register.State;
import org.longji.plugin.api.register.Step;
import org.longji.plugin.api.register.UserRole;
import org.longji.plugin.api.register.Words;
import org.longji.shared.Caller;
import org.longji.shared.Problem;
import org.longji.shared.Role;

/** A register whose closing takes approval, on a real database. */
@DisplayName("A step that takes approval is taken when it is approved, and not before")
class ApprovedStepTest {

    record Station(
            @Field(zh = "名称", en = "Name") String name,
            @Field(zh = "单位数", en = "Members") int members,

            @Field(zh = "理由", en = "Reason", setBySteps = true)
            java.util.Optional<String> reason) {}

    record Why(@Field(zh = "理由", en = "Reason") String reason) {}

    static final class Stations implements Register<Station> {
        @Override
        public RegisterDefinition<Station> definition() {
            return RegisterDefinition.of("station", Words.of("服务站", "Stations"), Station.class)
                    .states(
                            State.of("OPEN", Words.of("运行", "open")).revisedBy(UserRole.REGISTRAR),
                            State.ending("CLOSED", Words.of("撤销", "closed")))
                    .createdBy(UserRole.REGISTRAR)
                    .titledBy("name")
                    .step(Step.<Station>transition("close", Words.of("撤销", "Close"))
                            .from("OPEN")
                            .to("CLOSED")
                            .by(UserRole.REGISTRAR)
                            .notBy(Step.CREATION)
                            .when((station, context) ->
                                    Obstacle.unless(station.members() == 0, "MEMBERS", "仍有成员单位。", "It has members."))
                            .asking(Why.class)
                            .then((station, why, context) ->
                                    new Station(station.name(), station.members(), java.util.Optional.of(why.reason())))
                            .approved())
                    .build();
        }
    }

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @SuppressWarnings("NullAway.Init")
    private RegisterHouse house;

    @BeforeEach
    void house() {
        house = new RegisterHouse(directory, "2026-04-01T02:00:00Z", "hash-1", new Stations());
        account(house.registrar, Role.REGISTRAR);
        account(house.registrar2, Role.REGISTRAR);
        account(house.reviewer, Role.REVIEWER);
    }

    private void account(Caller caller, Role role) {
        house.database.asOwner(
                "insert into account (id, tenant, username, display_name, display_name_en, password_hash) values ('"
                        + caller.accountId() + "', " + HARBIN + ", '" + caller.username() + "', '" + caller.username()
                        + "', '" + caller.username() + "', 'x')",
                "insert into role_grant (account_id, tenant, role) values ('" + caller.accountId() + "', " + HARBIN
                        + ", '" + role + "')");
    }

    private UUID station(int members) {
        return house.changes
                .create(house.registrar, HARBIN, PLUGIN, "station", Map.of("name", "服务站（示例）", "members", members))
                .id();
    }

    private RowDetails close(Caller by, UUID id) {
        return house.changes.take(
                by,
                HARBIN,
                PLUGIN,
                "station",
                id,
                "close",
                row(id).version(),
                new RowChanges.StepForm(Map.of("reason", "合并"), null));
    }

    private RowDetails row(UUID id) {
        return house.registers.details(house.registrar, HARBIN, PLUGIN, "station", id, false);
    }

    private void sign(UUID approval, boolean approved) {
        house.approvals.sign(
                house.reviewer, HARBIN, approval, new Approvals.SignForm(1, approved, approved ? null : "不同意"));
    }

    @Test
    @DisplayName("the row waits, is changed by nothing else, and is closed with what was given when it is approved")
    void approved() {
        var id = station(0);
        var waiting = close(house.registrar2, id);
        assertThat(waiting.state()).isEqualTo("OPEN");
        assertThat(waiting.version()).isEqualTo(1);
        assertThat(waiting.approval()).isNotNull();
        RegisterHouse.refused(Problem.APPROVAL_PENDING, () -> close(house.registrar2, id));
        RegisterHouse.refused(
                Problem.APPROVAL_PENDING,
                () -> house.changes.revise(
                        house.registrar, HARBIN, PLUGIN, "station", id, 1, Map.of("name", "另名", "members", 0)));
        sign(waiting.approval(), true);
        var closed = row(id);
        assertThat(closed.state()).isEqualTo("CLOSED");
        assertThat(closed.data()).containsEntry("reason", "合并");
        assertThat(house.registers.events(house.registrar, HARBIN, PLUGIN, "station", id))
                .last()
                .satisfies(event -> assertThat(event.accountName()).isEqualTo("registrar2"));
    }

    @Test
    @DisplayName("turned down or withdrawn, the row goes on as it was")
    void turnedDown() {
        var id = station(0);
        sign(close(house.registrar2, id).approval(), false);
        assertThat(row(id).state()).isEqualTo("OPEN");
        var again = close(house.registrar2, id).approval();
        house.approvals.withdraw(house.registrar2, HARBIN, again, new Approvals.Reason("材料有误"));
        assertThat(house.changes
                        .revise(house.registrar, HARBIN, PLUGIN, "station", id, 1, Map.of("name", "另名", "members", 3))
                        .version())
                .isEqualTo(2);
    }

    @Test
    @DisplayName("what stands in the way is told before anything is brought, and who may not take it does not sign it")
    void obstacles() {
        var occupied = station(2);
        RegisterHouse.refused(Problem.STEP_NOT_POSSIBLE, () -> close(house.registrar2, occupied));
        assertThat(row(occupied).approval()).isNull();
        var id = station(0);
        RegisterHouse.refused(Problem.ANOTHER_PERSON, () -> close(house.registrar, id));
        var approval = close(house.registrar2, id).approval();
        RegisterHouse.refused(
                Problem.APPROVAL_EXCLUDED,
                () -> house.approvals.sign(house.registrar, HARBIN, approval, new Approvals.SignForm(1, true, null)));
        assertThat(house.approvals.get(house.reviewer, HARBIN, approval).one().state())
                .isEqualTo(ApprovalCase.State.OPEN);
        assertThat(house.approvals
                        .list(house.reviewer, HARBIN, new Approvals.Filter(Approvals.Which.MINE, null, id), null, 10)
                        .items())
                .extracting(item -> item.one().id())
                .isEqualTo(List.of(approval));
    }
}
