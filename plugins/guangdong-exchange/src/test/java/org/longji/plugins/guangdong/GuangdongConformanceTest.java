package org.longji.plugins.guangdong;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.exchange.ExchangeChannel;
import org.longji.plugin.api.register.Register;
import org.longji.plugin.testkit.ExchangeConformance;
import org.longji.plugin.testkit.RegisterConformance;

@DisplayName("the exchange with Guangdong conforms to the kit")
class GuangdongConformanceTest {

    @Nested
    class OfListings extends RegisterConformance<Listing> {
        @Override
        protected Register<Listing> register() {
            return new Listings();
        }

        @Override
        protected List<Listing> samples() {
            return List.of(Listings.achievement(), Listings.need().consented(false));
        }

        @Override
        protected List<? extends Record> inputs(String step) {
            return List.of(new Listings.Outcome("签订技术许可意向（示例）"));
        }

        @Override
        protected Set<String> stepsTakenElsewhere() {
            return Set.of("receive");
        }
    }

    @Nested
    class OfTheChannel extends ExchangeConformance<Listing, Notice> {
        @Override
        protected ExchangeChannel<Listing, Notice> channel() {
            return new ToGuangdong();
        }

        @Override
        protected Register<Listing> register() {
            return new Listings();
        }

        @Override
        protected List<Listing> listings() {
            return List.of(Listings.achievement(), Listings.need());
        }

        @Override
        protected List<Notice> messages() {
            return List.of(
                    notice("GD-SAMPLE-1", Notice.Status.VALID, Notice.Category.ACHIEVEMENT, "智能传感器封装工艺（示例）", "示例研究所"),
                    notice("GD-SAMPLE-2", Notice.Status.VALID, Notice.Category.NEED, "求寒地试验场合作（示例）", "示例制造企业"),
                    notice("GD-SAMPLE-3", Notice.Status.VALID, Notice.Category.PROJECT, "共建园区项目（示例）", "示例园区"),
                    notice("GD-SAMPLE-4", Notice.Status.WITHDRAWN, Notice.Category.NEED, "已撤回的需求（示例）", "示例企业"));
        }
    }

    private static Notice notice(
            String key, Notice.Status status, Notice.Category category, String title, String unit) {
        return new Notice(
                key,
                2,
                status,
                category,
                title,
                Optional.of("示例信息。"),
                List.of("示例"),
                category == Notice.Category.ACHIEVEMENT ? Optional.of(Notice.Stage.BATCH) : Optional.empty(),
                List.of(Notice.Mode.LICENCE),
                new Notice.Terms(Optional.of(Money.of("800000.00")), Optional.of(LocalDate.of(2030, 6, 30))),
                new Notice.Provider(Optional.of(unit), Optional.of("深圳")));
    }
}
