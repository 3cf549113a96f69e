package org.longji.plugins.measure;

import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Text;

/** The functions that take values; those that take names of fields, roles or policies are read by {@link Formula}. */
final class Functions {

    private Functions() {}

    /** {@return a function of the vocabulary, or {@code null} if there is none of that name} */
    static @Nullable Expr function(String name, List<Expr> arguments, Names names) {
        return switch (name) {
            case "min", "max" -> extreme(name, arguments);
            case "floor", "ceil", "round" -> whole(name, arguments);
            case "abs" -> {
                Vocabulary.count(name, arguments, 1);
                Type type = Vocabulary.numeric(name, arguments.get(0));
                yield call(type, name, "绝对值", "absolute value", arguments, (in, args) -> {
                    Exact value = args.get(0).number(in);
                    return value == null ? null : value.signum() < 0 ? value.negate() : value;
                });
            }
            case "growth" -> {
                Vocabulary.count(name, arguments, 2);
                Vocabulary.wants(name, arguments.get(0), Type.MONEY, Type.COUNT);
                if (!Type.alike(arguments.get(0).type, arguments.get(1).type)
                        && !arguments.get(1).type.numeric()) {
                    throw Vocabulary.mismatch(arguments.get(0), arguments.get(1));
                }
                if ((arguments.get(0).type == Type.MONEY) != (arguments.get(1).type == Type.MONEY)) {
                    throw Vocabulary.mismatch(arguments.get(0), arguments.get(1));
                }
                yield new Quotient.Growth(arguments.get(0), arguments.get(1));
            }
            case "coalesce" -> {
                Vocabulary.count(name, arguments, 2);
                if (!Type.alike(arguments.get(0).type, arguments.get(1).type)) {
                    throw Vocabulary.mismatch(arguments.get(0), arguments.get(1));
                }
                yield call(
                        Type.wider(arguments.get(0).type, arguments.get(1).type),
                        name,
                        arguments.get(0).label().zh(),
                        arguments.get(0).label().en(),
                        arguments,
                        (in, args) -> {
                            int before = in.missing();
                            Object first = args.get(0).value(in);
                            if (first != null) {
                                return first;
                            }
                            in.forgetSince(before);
                            return args.get(1).value(in);
                        });
            }
            case "given" -> {
                Vocabulary.count(name, arguments, 1);
                yield call(Type.TRUTH, name, "已填写", "given", arguments, (in, args) -> {
                    int before = in.missing();
                    boolean given = args.get(0).value(in) != null;
                    in.forgetSince(before);
                    return given;
                });
            }
            case "inside" -> {
                Vocabulary.count(name, arguments, 2);
                Vocabulary.wants(name, arguments.get(0), Type.DIVISION);
                Vocabulary.wants(name, arguments.get(1), Type.DIVISION);
                yield call(
                        Type.TRUTH,
                        name,
                        arguments.get(0).label().zh() + "在范围内",
                        arguments.get(0).label().en() + " inside",
                        arguments,
                        (in, args) -> {
                            Integer where = (Integer) args.get(0).value(in);
                            Integer division = (Integer) args.get(1).value(in);
                            return where == null || division == null
                                    ? null
                                    : org.longji.plugin.api.Jurisdiction.of(division)
                                            .contains(where);
                        });
            }
            case "days", "months", "years" -> {
                Vocabulary.count(name, arguments, 2);
                Vocabulary.wants(name, arguments.get(0), Type.DATE);
                Vocabulary.wants(name, arguments.get(1), Type.DATE);
                ChronoUnit unit = ChronoUnit.valueOf(name.toUpperCase(java.util.Locale.ROOT));
                yield call(
                        Type.COUNT,
                        name,
                        arguments.get(0).label().zh() + "至"
                                + arguments.get(1).label().zh() + "的" + unitWords(unit),
                        name + " from " + arguments.get(0).label().en() + " to "
                                + arguments.get(1).label().en(),
                        arguments,
                        (in, args) -> {
                            LocalDate a = (LocalDate) args.get(0).value(in);
                            LocalDate b = (LocalDate) args.get(1).value(in);
                            return a == null || b == null ? null : Exact.of(unit.between(a, b));
                        });
            }
            case "addDays", "addMonths", "addYears" -> {
                Vocabulary.count(name, arguments, 2);
                Vocabulary.wants(name, arguments.get(0), Type.DATE);
                Vocabulary.wants(name, arguments.get(1), Type.COUNT);
                ChronoUnit unit = ChronoUnit.valueOf(name.substring(3).toUpperCase(java.util.Locale.ROOT));
                yield call(
                        Type.DATE,
                        name,
                        arguments.get(0).label().zh() + "后"
                                + arguments.get(1).label().zh() + unitWords(unit),
                        arguments.get(1).label().en() + " "
                                + name.substring(3).toLowerCase(java.util.Locale.ROOT) + " after "
                                + arguments.get(0).label().en(),
                        arguments,
                        (in, args) -> {
                            LocalDate a = (LocalDate) args.get(0).value(in);
                            Exact n = args.get(1).number(in);
                            return a == null || n == null ? null : a.plus(n.intValue(), unit);
                        });
            }
            case "yearOf", "monthOf" -> {
                Vocabulary.count(name, arguments, 1);
                Vocabulary.wants(name, arguments.get(0), Type.DATE);
                boolean ofYear = name.equals("yearOf");
                yield call(
                        Type.COUNT,
                        name,
                        arguments.get(0).label().zh() + (ofYear ? "所在年份" : "所在月份"),
                        (ofYear ? "year" : "month") + " of "
                                + arguments.get(0).label().en(),
                        arguments,
                        (in, args) -> {
                            LocalDate a = (LocalDate) args.get(0).value(in);
                            return a == null ? null : Exact.of(ofYear ? a.getYear() : a.getMonthValue());
                        });
            }
            case "receivedBy" -> {
                Vocabulary.count(name, arguments, 1);
                Vocabulary.wants(name, arguments.get(0), Type.DATE);
                names.readsContract(name);
                yield factCall(name, "截止日前累计到账金额", "money received by the last day", arguments, (in, args) -> {
                    LocalDate last = (LocalDate) args.get(0).value(in);
                    return last == null ? null : Vocabulary.receivedBetween(in, LocalDate.MIN, last);
                });
            }
            case "receivedBetween" -> {
                Vocabulary.count(name, arguments, 2);
                Vocabulary.wants(name, arguments.get(0), Type.DATE);
                Vocabulary.wants(name, arguments.get(1), Type.DATE);
                names.readsContract(name);
                yield factCall(name, "期间到账金额", "money received in the window", arguments, (in, args) -> {
                    LocalDate first = (LocalDate) args.get(0).value(in);
                    LocalDate last = (LocalDate) args.get(1).value(in);
                    return first == null || last == null ? null : Vocabulary.receivedBetween(in, first, last);
                });
            }
            case "receivedIn" -> {
                Vocabulary.count(name, arguments, 1);
                Vocabulary.wants(name, arguments.get(0), Type.COUNT);
                names.readsContract(name);
                yield factCall(name, "指定年度到账金额", "money received in that year", arguments, (in, args) -> {
                    Exact year = args.get(0).number(in);
                    return year == null ? null : Vocabulary.receivedWithin(in, year.intValue());
                });
            }
            default -> null;
        };
    }

    private static String unitWords(ChronoUnit unit) {
        return switch (unit) {
            case DAYS -> "天";
            case MONTHS -> "个月";
            default -> "年";
        };
    }

    private static Expr extreme(String name, List<Expr> arguments) {
        if (arguments.size() < 2) {
            throw new Fault(name + " 至少需要两个值。", name + " needs at least two values");
        }
        Type type = arguments.get(0).type;
        for (Expr argument : arguments) {
            if (!argument.type.numeric() && argument.type != Type.DATE || !Type.alike(type, argument.type)) {
                throw Vocabulary.mismatch(arguments.get(0), argument);
            }
            type = Type.wider(type, argument.type);
        }
        boolean least = name.equals("min");
        StringBuilder zh = new StringBuilder();
        StringBuilder en = new StringBuilder();
        for (Expr argument : arguments) {
            zh.append(zh.length() == 0 ? "" : "、").append(argument.label().zh());
            en.append(en.length() == 0 ? "" : ", ").append(argument.label().en());
        }
        return call(
                type,
                name,
                zh + (least ? "孰低" : "孰高"),
                (least ? "the lowest of " : "the highest of ") + en,
                arguments,
                (in, args) -> {
                    Object best = null;
                    for (Expr argument : args) {
                        Object value = argument.value(in);
                        if (value == null) {
                            return null;
                        }
                        best = best == null ? value : better(best, value, least);
                    }
                    return best;
                });
    }

    private static Object better(Object one, Object other, boolean least) {
        if (one instanceof Exact a) {
            return least ? a.min((Exact) other) : a.max((Exact) other);
        }
        return ((LocalDate) one).isBefore((LocalDate) other) == least ? one : other;
    }

    private static Expr whole(String name, List<Expr> arguments) {
        Vocabulary.count(name, arguments, 1);
        Type type = Vocabulary.numeric(name, arguments.get(0));
        RoundingMode mode = switch (name) {
            case "floor" -> RoundingMode.FLOOR;
            case "ceil" -> RoundingMode.CEILING;
            default -> RoundingMode.HALF_UP;
        };
        return call(
                type == Type.MONEY ? Type.MONEY : Type.COUNT,
                name,
                arguments.get(0).label().zh() + "取整",
                arguments.get(0).label().en() + " in whole numbers",
                arguments,
                (in, args) -> {
                    Exact value = args.get(0).number(in);
                    return value == null ? null : value.to(0, mode);
                });
    }

    private static Expr call(
            Type type, String name, String zh, String en, List<Expr> arguments, Call.Function function) {
        return new Call(type, name, new Text(zh, en), arguments, false, function);
    }

    private static Expr factCall(String name, String zh, String en, List<Expr> arguments, Call.Function function) {
        return new Call(Type.MONEY, name, new Text(zh, en), arguments, true, function);
    }
}
