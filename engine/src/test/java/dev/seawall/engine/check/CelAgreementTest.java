package dev.seawall.engine.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cel.common.CelOptions;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelOptionalLibrary;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.seawall.engine.check.cel.CelError;
import dev.seawall.engine.check.cel.CelFrontEnd;
import dev.seawall.engine.check.cel.Program;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Our evaluator against dev.cel's: the same value, or an error where it errs. */
final class CelAgreementTest {
    private static final CelOptions OPTIONS =
            CelOptions.current().enableHeterogeneousNumericComparisons(true).build();

    private static final List<String> EXPRESSIONS = List.of(
            "1 + 2 * 3 - 4 / 2 % 3",
            "1 / 0 == 1",
            "7 % 2",
            "-3 < 2",
            "1.5 + 2.5",
            "dyn(1) == dyn(1.0)",
            "1 < 1.5",
            "'a' + 'b'",
            "'a' < 'b'",
            "[1, 2] + [3]",
            "2 in [1, 2]",
            "dyn(2.0) in [1, 2]",
            "'a' in {'a': 1}",
            "{'a': 1}['a']",
            "{'a': 1}['b'] == 1",
            "[1, 2][1]",
            "[1][5] == 1",
            "o.a.b",
            "o.a.c == 1",
            "has(o.a.b)",
            "has(o.a.c)",
            "has(o.x.c)",
            "o.n == null",
            "has(o.n)",
            "o.l.size()",
            "size(o.a)",
            "o.?a.?b.orValue(5)",
            "o.?a.?c.orValue(5)",
            "o.?x.?y.orValue('d')",
            "o.?a.?b.hasValue()",
            "o.?x.hasValue()",
            "optional.of(1).or(optional.of(2)).value()",
            "optional.none().or(optional.of(2)).value()",
            "o.?a.optMap(x, x.b + 1).orValue(0)",
            "o[?'a'].hasValue()",
            "o.l[?9].hasValue()",
            "[?o.?x, 1].size()",
            "o.l.all(x, x > 0)",
            "o.l.exists(x, x > 2)",
            "o.l.exists_one(x, x == 1)",
            "o.l.map(x, x * 2)",
            "o.l.filter(x, x > 1)",
            "o.l.map(x, x > 1, x * 3)",
            "o.a.all(k, k == 'b')",
            "o.a.exists(k, o.a[k] == 1)",
            "o.l.exists(x, o.l.exists(y, y == x + 1))",
            "o.l.exists(x, x / 0 == 1 || x == 2)",
            "o.l.all(x, x.y == 1 || true)",
            "o.l.exists(i, x, i == 0 && x == 1)",
            "false && o.x.y",
            "o.x.y && false",
            "true || o.x.y",
            "o.x.y || true",
            "o.x.y || false",
            "true ? 1 : o.x",
            "o.x ? 1 : 2",
            "!true",
            "!(1 == 2)",
            "'abc'.contains('b')",
            "'abc'.startsWith('ab')",
            "'abc'.endsWith('bc')",
            "'abc'.matches('^a.c$')",
            "'a,b,c'.split(',')",
            "'a,b,c'.split(',', 2)",
            "'abc'.substring(1)",
            "'abc'.substring(1, 2)",
            "'abc'.charAt(1)",
            "'abcb'.indexOf('b')",
            "'abcb'.lastIndexOf('b')",
            "'AbC'.lowerAscii()",
            "'AbC'.upperAscii()",
            "' a '.trim()",
            "'aaa'.replace('a', 'b')",
            "'aaa'.replace('a', 'b', 2)",
            "['a', 'b'].join('-')",
            "['a', 'b'].join()",
            "size('äö')",
            "int('12')",
            "int('x') == 1",
            "string(12)",
            "string(true)",
            "double('1.5')",
            "int(1.9)",
            "bool('true')",
            "type(1) == int",
            "type('a') == string",
            "duration('1h30m') > duration('80m')",
            "timestamp('2026-01-01T00:00:00Z') < timestamp('2027-01-01T00:00:00Z')",
            "sets.contains([1, 2], [2])",
            "sets.intersects([1], [2])",
            "sets.equivalent([1, 2], [2, 1])",
            "math.greatest(1, 3, 2)",
            "math.least([4, 3])",
            "[[1], [2]].flatten()",
            "[1, 1, 2].distinct()",
            "[3, 1, 2].sort()",
            "[1, 2, 3].slice(0, 2)",
            "[1, 2].reverse()",
            "cel.bind(x, o.a.b, x + x)",
            "{'k': 1}.transformMap(k, v, v + 1)",
            "[1, 2].transformList(i, v, i + v)",
            "dyn(1) == dyn('a')",
            "null == null",
            "o.a == {'b': 1}",
            "[1, 'a', null] == [1, 'a', null]",
            "dyn(1) < dyn('a')",
            "9223372036854775807 + 1 == 0",
            "1u == 1u",
            "o.s.size() == 2");

    @Test
    void bothGiveTheSame() throws Exception {
        CelCompiler compiler = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addLibraries(
                        CelExtensions.optional(),
                        CelExtensions.strings(),
                        CelExtensions.bindings(),
                        CelExtensions.lists(),
                        CelExtensions.math(),
                        CelExtensions.sets(OPTIONS),
                        CelExtensions.comprehensions())
                .addVar("o", SimpleType.DYN)
                .build();
        CelRuntime runtime = CelRuntimeFactory.plannerRuntimeBuilder()
                .setOptions(OPTIONS)
                .addLibraries(
                        CelOptionalLibrary.INSTANCE,
                        CelExtensions.strings(),
                        CelExtensions.lists(),
                        CelExtensions.math(),
                        CelExtensions.sets(OPTIONS),
                        CelExtensions.comprehensions())
                .build();
        CelFrontEnd front = new CelFrontEnd(List.of("o"));
        Map<String, Object> object = object(dev.cel.common.values.NullValue.NULL_VALUE);
        List<String> wrong = new ArrayList<>();
        for (String text : EXPRESSIONS) {
            Object theirs;
            try {
                // errors of theirs may come at evaluation only: what does not compile is a mistake of this list
                theirs = runtime.createProgram(compiler.compile(text).getAst()).eval(Map.of("o", object));
            } catch (CelEvaluationException e) {
                theirs = "error";
            }
            Object ours = Program.compile(front.check(text), List.of("o")).run(List.of(object(null)));
            String mine = ours instanceof CelError ? "error" : String.valueOf(ours);
            if (!mine.equals(String.valueOf(theirs))) {
                wrong.add(text + ": ours " + ours + ", theirs " + theirs);
            }
        }
        assertEquals(List.of(), wrong);
    }

    private static Map<String, Object> object(Object none) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("a", Map.of("b", 1L));
        object.put("l", Arrays.asList(1L, 2L, 3L));
        object.put("n", none);
        object.put("s", "äö");
        return object;
    }
}
