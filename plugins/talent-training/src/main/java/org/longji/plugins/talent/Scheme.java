package org.longji.plugins.talent;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.register.Choice;
import org.longji.plugin.api.register.Field;
import org.longji.plugin.api.register.Hint;

/**
 * What one level of one profession asks for (培训方案): whom it admits, what is taught for how long, how it is examined, what the
 * certificate is good for. Every number is entered, with the document it comes from.
 */
record Scheme(
        @Field(
                zh = "方案代码",
                en = "Code",
                ru = "Код",
                searchable = true,
                pattern = "[A-Z][A-Z0-9-]{1,19}",
                maxLength = 20)
        String code,

        @Field(zh = "版本", en = "Edition", ru = "Редакция", maxLength = 20)
        String edition,

        @Field(zh = "方案名称", en = "Name", ru = "Название", searchable = true)
        String name,

        @Field(zh = "职业", en = "Profession", ru = "Профессия")
        Profession profession,

        @Field(zh = "级别", en = "Level", ru = "Уровень") Level level,

        @Field(zh = "数值来源", en = "Where its figures are from", ru = "Источник значений")
        Standing standing,

        @Field(zh = "依据文件", en = "Document it rests on", ru = "Основание", maxLength = 500)
        Optional<String> basis,

        @Field(
                zh = "一学时的分钟数",
                en = "Minutes of one hour of teaching",
                ru = "Минут в учебном часе",
                min = "30",
                max = "60")
        int minutesPerHour,

        @Field(zh = "入学条件", en = "Whom it admits", ru = "Условия приёма")
        Entry entry,

        @Field(zh = "课程模块", en = "Modules", ru = "Модули", minItems = 1)
        List<Module> modules,

        @Field(
                zh = "每个模块最低出勤率",
                en = "Least attendance of each module",
                ru = "Наименьшая посещаемость модуля",
                unit = "%",
                min = "0",
                max = "100")
        int leastAttendance,

        @Field(
                zh = "最早可提前签到",
                en = "Sign-in opens before the session",
                ru = "Отметка открывается до занятия за",
                unit = "分钟",
                min = "0",
                max = "240")
        int signInBefore,

        @Field(zh = "结业所需业绩", en = "Practice needed to complete", ru = "Практика для завершения")
        Deals practice,

        @Field(zh = "考试科目", en = "Papers", ru = "Экзамены", minItems = 1)
        List<Paper> papers,

        @Field(zh = "总分合格线", en = "Pass mark of the total", ru = "Проходной балл", min = "0", max = "100")
        BigDecimal passMark,

        @Field(zh = "可补考次数", en = "Retakes", ru = "Пересдачи", unit = "次", min = "0", max = "20")
        int retakes,

        @Field(
                zh = "单科合格成绩保留",
                en = "A passed paper stays valid",
                ru = "Сданный предмет действителен",
                unit = "个月",
                min = "1",
                max = "120")
        int paperMonths,

        @Field(
                zh = "两评最大分差",
                en = "Largest difference of two marks",
                ru = "Наибольшее расхождение двух оценок",
                unit = "分",
                min = "0",
                max = "100")
        BigDecimal tolerance,

        @Field(zh = "超过分差时", en = "When they differ more", ru = "При большем расхождении")
        Arbitration arbitration,

        @Field(
                zh = "证书编号前缀",
                en = "Prefix of certificate numbers",
                ru = "Префикс номера",
                pattern = "[A-Z]{2,6}(-[A-Z]{2,6})?",
                maxLength = 13)
        String numberPrefix,

        @Field(
                zh = "证书有效期",
                en = "A certificate is valid for",
                ru = "Срок действия удостоверения",
                unit = "个月",
                min = "1",
                max = "600")
        Optional<Integer> validMonths,

        @Field(zh = "继续教育", en = "Continuing education", ru = "Повышение квалификации")
        Optional<Continuing> continuing) {

    /** Where the figures of a scheme are from. */
    enum Standing {
        /** Made up or remembered; a scheme with them cannot be put in force. */
        @Choice(zh = "示例，待核", en = "sample, to be verified", ru = "пример, требует проверки")
        SAMPLE,
        /** Held against the document. */
        @Choice(zh = "已按文件核实", en = "verified against the document", ru = "сверено с документом")
        VERIFIED
    }

    /** What a third mark does. */
    enum Arbitration {
        /** It is the mark. */
        @Choice(zh = "以三评为准", en = "the third mark counts", ru = "действует третья оценка")
        THIRD_COUNTS,
        /** The mean of it and of the nearer of the two. */
        @Choice(
                zh = "取三评与其较近一评的平均",
                en = "the mean of the third and the nearer mark",
                ru = "среднее третьей и ближайшей к ней")
        MEAN_OF_CLOSEST
    }

    /** Whom a scheme admits. */
    record Entry(
            @Field(zh = "最低学历", en = "Least education", ru = "Образование не ниже")
            Optional<Education> leastEducation,

            @Field(
                    zh = "或相关工作年限",
                    en = "Or years of related work",
                    ru = "Или лет работы по профилю",
                    unit = "年",
                    min = "1",
                    max = "40")
            Optional<Integer> orYearsOfWork,

            @Field(
                    zh = "须持有的证书",
                    en = "Certificate to be held",
                    ru = "Требуется удостоверение",
                    hint =
                            @Hint(
                                    zh = "填写颁发该证书的方案代码。",
                                    en = "The code of the scheme it was issued under.",
                                    ru = "Код программы, по которой оно выдано."),
                    maxLength = 20)
            Optional<String> priorScheme,

            @Field(
                    zh = "持证年限",
                    en = "Years it has been held",
                    ru = "Лет с его получения",
                    unit = "年",
                    min = "0",
                    max = "20")
            Optional<Integer> priorYears,

            @Field(zh = "入学所需业绩", en = "Deals needed to enter", ru = "Сделки для приёма")
            Deals deals) {}

    /** Registered contracts that somebody brokered. */
    record Deals(
            @Field(
                    zh = "促成已登记合同",
                    en = "Registered contracts",
                    ru = "Зарегистрированных договоров",
                    unit = "份",
                    min = "1")
            Optional<Integer> contracts,

            @Field(
                    zh = "计入本人的技术交易额",
                    en = "Technology amount credited",
                    ru = "Зачтённая сумма сделок",
                    unit = "元",
                    min = "0")
            Optional<Money> amount) {

        boolean isNothing() {
            return contracts.isEmpty() && amount.isEmpty();
        }
    }

    /** A part of what is taught. */
    record Module(
            @Field(zh = "模块代码", en = "Code", ru = "Код", pattern = "[A-Z][A-Z0-9]{0,9}", maxLength = 10)
            String code,

            @Field(zh = "模块名称", en = "Module", ru = "Модуль")
            String name,

            @Field(zh = "最低学时", en = "Least hours", ru = "Часов не менее", unit = "学时", min = "0")
            BigDecimal leastHours,

            @Field(zh = "必修", en = "Mandatory", ru = "Обязательный")
            boolean mandatory) {}

    /** A part of the examination, marked out of a hundred. */
    record Paper(
            @Field(zh = "科目代码", en = "Code", ru = "Код", pattern = "[A-Z][A-Z0-9]{0,9}", maxLength = 10)
            String code,

            @Field(zh = "科目名称", en = "Paper", ru = "Предмет")
            String name,

            @Field(zh = "权重", en = "Weight", ru = "Вес", unit = "%", min = "1", max = "100")
            int weight,

            @Field(zh = "合格线", en = "Pass mark", ru = "Проходной балл", min = "0", max = "100")
            BigDecimal passMark) {}

    /**
     * What a holder learns every year; hours are not carried over.
     *
     * @param of what the share is of: the hours that are required, or all that were taken
     */
    record Continuing(
            @Field(zh = "每年学时", en = "Hours a year", ru = "Часов в год", unit = "学时", min = "0")
            BigDecimal leastHours,

            @Field(
                    zh = "专业科目占比（分子）",
                    en = "Share of professional subjects, numerator",
                    ru = "Доля, числитель",
                    min = "0",
                    max = "100")
            int shareNumerator,

            @Field(
                    zh = "专业科目占比（分母）",
                    en = "Share of professional subjects, denominator",
                    ru = "Доля, знаменатель",
                    min = "1",
                    max = "100")
            int shareDenominator,

            @Field(zh = "占比的基数", en = "What the share is of", ru = "От чего доля")
            ShareOf of) {}

    /** What the share of professional subjects is of. */
    enum ShareOf {
        /** Of what is required. */
        @Choice(zh = "规定学时", en = "the hours required", ru = "от требуемых часов")
        REQUIRED,
        /** Of what was taken. */
        @Choice(zh = "实际学时", en = "the hours taken", ru = "от пройденных часов")
        TAKEN
    }

    private static final int HUNDRED = 100;

    /** Refuses papers whose weights do not make up the whole, and codes that occur twice. */
    Scheme {
        modules = List.copyOf(modules);
        papers = List.copyOf(papers);
        int weights = papers.stream().mapToInt(Paper::weight).sum();
        if (weights != HUNDRED) {
            throw new IllegalArgumentException("各科目权重合计 " + weights + "%，应为 100%");
        }
        if (new HashSet<>(modules.stream().map(Module::code).toList()).size() < modules.size()
                || new HashSet<>(papers.stream().map(Paper::code).toList()).size() < papers.size()) {
            throw new IllegalArgumentException("模块代码、科目代码不得重复");
        }
    }

    Optional<Module> module(String wanted) {
        return modules.stream().filter(one -> one.code().equals(wanted)).findFirst();
    }

    Optional<Paper> paper(String wanted) {
        return papers.stream().filter(one -> one.code().equals(wanted)).findFirst();
    }
}
