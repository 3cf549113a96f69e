package org.longji.register;

import java.util.List;
import org.longji.plugin.api.register.Context;
import org.longji.plugin.api.register.Field;
import org.longji.plugin.api.register.Obstacle;
import org.longji.plugin.api.register.PartyRef;
import org.longji.plugin.api.register.Register;
import org.longji.plugin.api.register.RegisterDefinition;
import org.longji.plugin.api.register.State;
import org.longji.plugin.api.register.UserRole;
import org.longji.plugin.api.register.Words;

/** A register whose condition fails in the way a row asks for. */
final class FaultyRegister implements Register<FaultyRegister.Ask> {

    enum Fault {
        THROWS,
        RECURSES,
        LINKS,
        UNASKED_CONTRACTS,
        UNKNOWN_REGISTER,
        UNKNOWN_FIELD
    }

    record Ask(@Field(zh = "故障", en = "Fault") Fault fault) {}

    record Stranger(@Field(zh = "甲", en = "A") String a) {}

    @Override
    public RegisterDefinition<Ask> definition() {
        return RegisterDefinition.of("faulty", Words.of("故障", "Faulty"), Ask.class)
                .states(State.ending("THERE", Words.of("在", "there")))
                .createdBy(UserRole.REGISTRAR)
                .titledBy("fault")
                .createdWhen(FaultyRegister::fail)
                .build();
    }

    private static List<Obstacle> fail(Ask ask, Context context) {
        switch (ask.fault()) {
            case THROWS -> throw new IllegalArgumentException("on purpose");
            case RECURSES -> fail(ask, context);
            case LINKS -> throw new NoClassDefFoundError("on.purpose");
            case UNASKED_CONTRACTS -> context.contracts().with(new PartyRef("x"));
            case UNKNOWN_REGISTER -> context.rows().of(Stranger.class).count();
            case UNKNOWN_FIELD ->
                context.rows().of(Ask.class).with("nothing", "x").count();
        }
        return List.of();
    }
}
