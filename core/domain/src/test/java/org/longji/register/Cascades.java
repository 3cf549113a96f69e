package org.longji.register;

import java.util.List;
import java.util.Optional;
import org.longji.plugin.api.register.Field;
import org.longji.plugin.api.register.Obstacle;
import org.longji.plugin.api.register.Outcome;
import org.longji.plugin.api.register.Register;
import org.longji.plugin.api.register.RegisterDefinition;
import org.longji.plugin.api.register.RowRef;
import org.longji.plugin.api.register.State;
import org.longji.plugin.api.register.Step;
import org.longji.plugin.api.register.UserRole;
import org.longji.plugin.api.register.Words;

/** Boxes with things in them: opening a box puts a thing in, closing it seals what is inside. */
final class Cascades {

    private Cascades() {}

    record Box(@Field(zh = "名称", en = "Name") String name) {}

    record Thing(
            @Field(zh = "名称", en = "Name") String name,
            @Field(zh = "盒子", en = "Box", refersTo = "box") RowRef box,

            @Field(zh = "封条", en = "Seal", setBySteps = true)
            Optional<String> seal) {}

    record Seal(
            @Field(zh = "封条", en = "Seal", maxLength = 5) String text) {}

    static final class Boxes implements Register<Box> {
        @Override
        public RegisterDefinition<Box> definition() {
            return RegisterDefinition.of("box", Words.of("盒子", "Boxes"), Box.class)
                    .states(State.of("NEW", Words.of("新", "new")), State.ending("CLOSED", Words.of("已关", "closed")))
                    .createdBy(UserRole.REGISTRAR)
                    .titledBy("name")
                    .step(Step.<Box>action("fill", Words.of("装入", "Fill"))
                            .from("NEW")
                            .by(UserRole.REGISTRAR)
                            .producing((box, input, context) -> Outcome.of(box)
                                    .beginning(new Thing(
                                            box.name() + "之物",
                                            new RowRef(context.row().orElseThrow()),
                                            Optional.empty()))))
                    .step(Step.<Box>transition("close", Words.of("关闭", "Close"))
                            .from("NEW")
                            .to("CLOSED")
                            .by(UserRole.REGISTRAR)
                            .producing((box, input, context) -> {
                                Outcome<Box> outcome = Outcome.of(box);
                                for (var thing : context.rows()
                                        .of(Thing.class)
                                        .with("box", new RowRef(context.row().orElseThrow()))
                                        .list()) {
                                    outcome = outcome.taking(thing.ref(), "seal", new Seal("封"));
                                }
                                return outcome;
                            }))
                    .build();
        }
    }

    static final class Things implements Register<Thing> {
        @Override
        public RegisterDefinition<Thing> definition() {
            return RegisterDefinition.of("thing", Words.of("物品", "Things"), Thing.class)
                    .states(State.of("LOOSE", Words.of("散", "loose")), State.ending("SEALED", Words.of("已封", "sealed")))
                    .titledBy("name")
                    .step(Step.<Thing>transition("seal", Words.of("加封", "Seal"))
                            .from("LOOSE")
                            .to("SEALED")
                            .by(UserRole.ADMINISTRATOR)
                            .when((thing, context) -> thing.name().contains("易碎")
                                    ? List.of(Obstacle.of("FRAGILE", "易碎品不能加封。", "What is fragile is not sealed."))
                                    : List.of())
                            .asking(Seal.class)
                            .then((thing, given, context) ->
                                    new Thing(thing.name(), thing.box(), Optional.of(given.text()))))
                    .build();
        }
    }
}
