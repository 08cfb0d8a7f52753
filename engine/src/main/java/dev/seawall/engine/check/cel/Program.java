package dev.seawall.engine.check.cel;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A condition ready to run: the checked expression as a tree of small closures. Written here, not taken from dev.cel's
 * runtime, because a cold command may not load protobuf, Guava and a planner (some 250 ms), and because one evaluation
 * costs well under a microsecond this way; a test holds it to the same answers as dev.cel. Thread-safe.
 */
public final class Program {
    private final Node root;
    private final int slots;

    private Program(Node root, int slots) {
        this.root = root;
        this.slots = slots;
    }

    /** One compiled node; the frame holds the variables. */
    @FunctionalInterface
    interface Node {
        @Nullable
        Object eval(@Nullable Object[] frame);
    }

    /**
     * Compiles an expression over named variables.
     *
     * @throws IllegalArgumentException where it uses a function or variable that does not exist
     */
    public static Program compile(Expr expr, List<String> variables) {
        Compiler compiler = new Compiler(variables);
        Node root = compiler.node(expr);
        return new Program(root, compiler.most);
    }

    /** The value for these variables (in the order of {@link #compile}), or a {@link CelError}. */
    public @Nullable Object run(List<? extends @Nullable Object> variables) {
        @Nullable Object[] frame = new Object[slots];
        for (int i = 0; i < variables.size(); i++) {
            frame[i] = variables.get(i);
        }
        return root.eval(frame);
    }

    private static final class Compiler {
        private final Map<String, Integer> names = new HashMap<>();
        private final List<String> variables;
        private int next;
        private int most;

        Compiler(List<String> variables) {
            this.variables = variables;
            variables.forEach(this::declare);
        }

        private int declare(String name) {
            names.put(name, next);
            next++;
            most = Math.max(most, next);
            return next - 1;
        }

        Node node(Expr expr) {
            return switch (expr) {
                case Expr.Constant constant -> frame -> constant.value();
                case Expr.Name name -> name(name.name());
                case Expr.Select select -> select(select);
                case Expr.Call call -> call(call);
                case Expr.MakeList list -> list(list);
                case Expr.MakeMap map -> map(map);
                case Expr.Fold fold -> fold(fold);
            };
        }

        private Node name(String name) {
            Integer slot = names.get(name);
            if (slot != null) {
                return frame -> frame[slot];
            }
            Values.TypeName type = Functions.type(name);
            if (type == null) {
                throw new IllegalArgumentException("there is no variable '" + name + "'; there are " + variables);
            }
            return frame -> type;
        }

        private Node select(Expr.Select select) {
            Node operand = node(select.operand());
            String field = select.field();
            return select.test()
                    ? frame -> Access.has(operand.eval(frame), field)
                    : frame -> Access.field(operand.eval(frame), field);
        }

        private Node call(Expr.Call call) {
            Node special = special(call);
            if (special != null) {
                return special;
            }
            Function function = Functions.find(call.function());
            if (function == null) {
                throw new IllegalArgumentException("there is no function '" + call.function() + "'");
            }
            Node[] arguments = nodes(call.arguments());
            return switch (arguments.length) {
                case 1 -> frame -> one(function, arguments[0].eval(frame));
                case 2 -> frame -> two(function, arguments[0].eval(frame), arguments[1], frame);
                default -> frame -> many(function, arguments, frame);
            };
        }

        private @Nullable Node special(Expr.Call call) {
            Node[] arguments = nodes(call.arguments());
            return switch (call.function()) {
                case "_&&_" -> frame -> Logic.and(arguments[0], arguments[1], frame);
                case "_||_" -> frame -> Logic.or(arguments[0], arguments[1], frame);
                case "_?_:_" -> frame -> Logic.choose(arguments[0], arguments[1], arguments[2], frame);
                case "@not_strictly_false" -> frame -> !Boolean.FALSE.equals(arguments[0].eval(frame));
                case "or" -> frame -> Access.or(arguments[0].eval(frame), arguments[1], frame);
                case "orValue" -> frame -> Access.orValue(arguments[0].eval(frame), arguments[1], frame);
                case "related" -> related(arguments[0]);
                case "effective" -> effective(arguments);
                case "matches" ->
                    call.arguments().get(1) instanceof Expr.Constant(String pattern)
                            ? matches(arguments[0], pattern)
                            : null;
                default -> null;
            };
        }

        private Node related(Node kind) {
            Node all = name("all");
            return frame -> Access.related(all.eval(frame), kind.eval(frame));
        }

        /** {@code effective('field')} of the current container, or {@code effective(c, 'field')} of another. */
        private Node effective(Node[] arguments) {
            Node pod = name("pod");
            Node container = arguments.length == 2 ? arguments[0] : name("container");
            Node field = arguments[arguments.length - 1];
            return frame -> Access.effective(container.eval(frame), pod.eval(frame), field.eval(frame));
        }

        private static Node matches(Node text, String pattern) {
            com.google.re2j.Pattern compiled = com.google.re2j.Pattern.compile(pattern);
            return frame -> {
                Object value = text.eval(frame);
                if (value instanceof String string) {
                    return compiled.matcher(string).find();
                }
                return value instanceof CelError ? value : CelError.noOverload("matches", value, pattern);
            };
        }

        private Node[] nodes(List<Expr> expressions) {
            return expressions.stream().map(this::node).toArray(Node[]::new);
        }

        private static @Nullable Object one(Function function, @Nullable Object argument) {
            return argument instanceof CelError ? argument : function.call(new @Nullable Object[] {argument});
        }

        private static @Nullable Object two(
                Function function, @Nullable Object first, Node second, @Nullable Object[] frame) {
            if (first instanceof CelError) {
                return first;
            }
            Object other = second.eval(frame);
            return other instanceof CelError ? other : function.call(new @Nullable Object[] {first, other});
        }

        private static @Nullable Object many(Function function, Node[] nodes, @Nullable Object[] frame) {
            @Nullable Object[] arguments = new Object[nodes.length];
            for (int i = 0; i < nodes.length; i++) {
                arguments[i] = nodes[i].eval(frame);
                if (arguments[i] instanceof CelError) {
                    return arguments[i];
                }
            }
            return function.call(arguments);
        }

        private Node list(Expr.MakeList list) {
            Node[] items = nodes(list.items());
            List<Integer> optional = list.optional();
            if (list.items().stream().allMatch(Expr.Constant.class::isInstance)) {
                Object fixed = Access.list(items, optional, new Object[0]);
                return frame -> fixed;
            }
            return frame -> Access.list(items, optional, frame);
        }

        private Node map(Expr.MakeMap map) {
            Node[] keys = nodes(map.keys());
            Node[] values = nodes(map.values());
            return frame -> Access.map(keys, values, frame);
        }

        private Node fold(Expr.Fold fold) {
            Node range = node(fold.range());
            Node start = node(fold.start());
            Map<String, Integer> outer = new HashMap<>(names);
            int before = next;
            int accumulator = declare(fold.accumulator());
            Node result = node(fold.result());
            int variable = declare(fold.variable());
            int second = fold.second().isEmpty() ? -1 : declare(fold.second());
            FoldNode node = new FoldNode(
                    range, start, node(fold.condition()), node(fold.step()), result, accumulator, variable, second);
            names.clear();
            names.putAll(outer);
            next = before;
            return node;
        }
    }
}
