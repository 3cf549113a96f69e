package org.longji.register;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.longji.plugin.api.register.Choice;
import org.longji.plugin.api.register.Derived;
import org.longji.plugin.api.register.Field;
import org.longji.plugin.api.register.Figure;
import org.longji.plugin.api.register.Hint;
import org.longji.plugin.api.register.Obstacle;
import org.longji.plugin.api.register.Register;
import org.longji.plugin.api.register.RegisterDefinition;
import org.longji.plugin.api.register.RowRef;
import org.longji.plugin.api.register.State;
import org.longji.plugin.api.register.Step;
import org.longji.plugin.api.register.UserRole;
import org.longji.plugin.api.register.Words;

/** Shelves of books and loans of them: the loan is completed by the plugin, and who lends is hidden until it ends. */
final class Library {

    private Library() {}

    enum Kind {
        @Choice(zh = "专利", en = "patents")
        PATENTS,
        @Choice(zh = "标准", en = "standards")
        STANDARDS
    }

    record Rules(
            @Field(zh = "天数", en = "Days") Optional<Integer> days,
            @Field(zh = "备注", en = "Remark") Optional<String> remark) {}

    record Shelf(
            @Field(zh = "名称", en = "Name") String name,

            @Field(zh = "种类", en = "Kinds", minItems = 1) List<Kind> kinds,

            @Field(zh = "规则", en = "Rules") Rules rules) {}

    record Book(
            @Field(zh = "书名", en = "Title", hint = @Hint(zh = "照封面填写。", en = "As on the cover."))
            String title,

            @Field(zh = "书架", en = "Shelf", refersTo = "shelf", offeredIn = "OPEN")
            RowRef shelf) {}

    record Loan(
            @Field(zh = "书架", en = "Shelf", refersTo = "shelf")
            RowRef shelf,

            @Field(zh = "图书", en = "Book", refersTo = "book", sameIn = "shelf")
            RowRef book,

            @Field(zh = "借阅证", en = "Card", hiddenIn = "LENT")
            String card,

            @Field(zh = "保管处", en = "Kept at", refersTo = "shelf", hiddenIn = "LENT")
            Optional<RowRef> keptAt,

            @Field(zh = "借出日期", en = "Lent on", setBySteps = true)
            Optional<LocalDate> lentOn,

            @Field(zh = "种类", en = "Kind") Kind kind) {}

    static final class Shelves implements Register<Shelf> {
        @Override
        public RegisterDefinition<Shelf> definition() {
            return RegisterDefinition.of("shelf", Words.of("书架", "Shelves"), Shelf.class)
                    .partOf(Words.of("图书馆", "Library"))
                    .under(Words.of("馆藏", "Holdings"), 2)
                    .about(Words.of("先建书架。", "Shelves come first."))
                    .sample(
                            Words.of("专利书架（示例）", "Patents (sample)"),
                            new Shelf("专利", List.of(Kind.PATENTS), new Rules(Optional.of(14), Optional.empty())))
                    .states(State.of("OPEN", Words.of("开放", "open")), State.ending("CLOSED", Words.of("关闭", "closed")))
                    .createdBy(UserRole.REGISTRAR)
                    .titledBy("name")
                    .step(Step.<Shelf>transition("close", Words.of("关闭", "Close"))
                            .from("OPEN")
                            .to("CLOSED")
                            .by(UserRole.REGISTRAR))
                    .step(Step.<Shelf>transition("burn", Words.of("销毁", "Burn"))
                            .from("OPEN")
                            .to("CLOSED"))
                    .derived(Derived.of(
                            "readers",
                            Words.of("读者数", "Readers"),
                            (shelf, context) -> context.row()
                                    .map(id -> context.rows()
                                            .of(Loan.class)
                                            .with("shelf", new RowRef(id))
                                            .countOnce("card"))))
                    .build();
        }
    }

    static final class Books implements Register<Book> {
        @Override
        public RegisterDefinition<Book> definition() {
            return RegisterDefinition.of("book", Words.of("图书", "Books"), Book.class)
                    .under(Words.of("馆藏", "Holdings"), 3)
                    .states(State.ending("HELD", Words.of("在馆", "held")))
                    .createdBy(UserRole.REGISTRAR)
                    .titledBy("title")
                    .build();
        }
    }

    static final class Loans implements Register<Loan> {
        @Override
        public RegisterDefinition<Loan> definition() {
            return RegisterDefinition.of("loan", Words.of("借阅", "Loans"), Loan.class)
                    .under(Words.of("流通", "Circulation"), 1)
                    .states(State.of("LENT", Words.of("借出", "lent")), State.ending("BACK", Words.of("已还", "back")))
                    .createdBy(UserRole.REGISTRAR)
                    .completedBy((loan, context) -> new Loan(
                            loan.shelf(),
                            loan.book(),
                            loan.card(),
                            loan.keptAt(),
                            Optional.of(context.today()),
                            loan.kind()))
                    .createdWhen((loan, context) ->
                            Obstacle.unless(loan.lentOn().isPresent(), "NO_DAY", "没有借出日期。", "There is no day."))
                    .titledBy("book")
                    .columns("book", "keptAt")
                    .step(Step.<Loan>transition("return", Words.of("归还", "Return"))
                            .from("LENT")
                            .to("BACK")
                            .by(UserRole.REGISTRAR))
                    .figure(Figure.countOnce("patent-readers", Words.of("专利读者", "Readers of patents"), "card")
                            .only("kind", Kind.PATENTS))
                    .build();
        }
    }
}
