package dev.seawall.engine.check.cel;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parses and type-checks conditions with dev.cel: while building for our own checks, at run time for those of users.
 * Everything a condition reads is of dynamic type, so what is caught is grammar, unknown names, unknown functions and
 * wrong numbers of arguments.
 */
public final class CelFrontEnd {
    private final CelCompiler compiler;
    private final List<String> variables;

    /** A front end for conditions over these variables. */
    public CelFrontEnd(List<String> variables) {
        this.variables = List.copyOf(variables);
        CelOptions options = CelOptions.current()
                .populateMacroCalls(false)
                .enableHeterogeneousNumericComparisons(true)
                .build();
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(options)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addLibraries(
                        CelExtensions.optional(),
                        CelExtensions.strings(),
                        CelExtensions.bindings(),
                        CelExtensions.lists(),
                        CelExtensions.math(),
                        CelExtensions.sets(options),
                        CelExtensions.comprehensions());
        variables.forEach(name -> builder.addVar(name, SimpleType.DYN));
        Declarations.ALL.forEach(line -> builder.addFunctionDeclarations(declaration(line)));
        this.compiler = builder.build();
    }

    /** {@code name/2} is a function of two arguments, {@code .name/2} is called on the first of two. */
    private static CelFunctionDecl declaration(Declarations.Line line) {
        List<CelOverloadDecl> overloads = new ArrayList<>();
        for (int count : line.arguments()) {
            String id = line.name().replace('.', '_') + (line.receiver() ? "_on_" : "_of_") + count;
            List<CelType> types = new ArrayList<>(Collections.nCopies(count, SimpleType.DYN));
            if (line.onList()) {
                types.set(0, ListType.create(SimpleType.DYN));
            }
            overloads.add(
                    line.receiver()
                            ? CelOverloadDecl.newMemberOverload(id, SimpleType.DYN, types)
                            : CelOverloadDecl.newGlobalOverload(id, SimpleType.DYN, types));
        }
        return CelFunctionDecl.newFunctionDeclaration(line.name(), overloads);
    }

    /**
     * The checked expression of a condition.
     *
     * @throws IllegalArgumentException with the place and what is wrong
     */
    public Expr check(String text) {
        try {
            Expr expr = expr(compiler.compile(text).getAst().getExpr());
            Program.compile(expr, variables);
            return expr;
        } catch (CelValidationException e) {
            throw new IllegalArgumentException(String.valueOf(e.getMessage()).strip(), e);
        }
    }

    private static Expr expr(CelExpr expr) {
        return switch (expr.getKind()) {
            case CONSTANT -> new Expr.Constant(constant(expr.constant()));
            case IDENT -> new Expr.Name(expr.ident().name());
            case SELECT ->
                new Expr.Select(
                        expr(expr.select().operand()),
                        expr.select().field(),
                        expr.select().testOnly());
            case CALL -> call(expr.call());
            case LIST ->
                new Expr.MakeList(all(expr.list().elements()), expr.list().optionalIndices());
            case MAP ->
                new Expr.MakeMap(
                        all(expr.map().entries().stream()
                                .map(CelExpr.CelMap.Entry::key)
                                .toList()),
                        all(expr.map().entries().stream()
                                .map(CelExpr.CelMap.Entry::value)
                                .toList()));
            case COMPREHENSION -> fold(expr.comprehension());
            case STRUCT, NOT_SET -> throw new IllegalArgumentException("messages have no place in conditions");
        };
    }

    private static Expr call(CelExpr.CelCall call) {
        List<CelExpr> arguments = new ArrayList<>();
        String name = call.function();
        if (call.target().isPresent()) {
            CelExpr target = call.target().get();
            String qualified = target.getKind() == CelExpr.ExprKind.Kind.IDENT
                    ? target.ident().name() + "." + name
                    : "";
            if (Functions.find(qualified) != null) {
                name = qualified;
            } else {
                arguments.add(target);
            }
        }
        arguments.addAll(call.args());
        return new Expr.Call(name, all(arguments));
    }

    private static Expr fold(CelExpr.CelComprehension fold) {
        return new Expr.Fold(
                fold.iterVar(),
                fold.iterVar2(),
                expr(fold.iterRange()),
                fold.accuVar(),
                expr(fold.accuInit()),
                expr(fold.loopCondition()),
                expr(fold.loopStep()),
                expr(fold.result()));
    }

    private static List<Expr> all(List<CelExpr> expressions) {
        return expressions.stream().map(CelFrontEnd::expr).toList();
    }

    private static @Nullable Object constant(CelConstant constant) {
        return switch (constant.getKind()) {
            case NULL_VALUE -> null;
            case BOOLEAN_VALUE -> constant.booleanValue();
            case INT64_VALUE -> constant.int64Value();
            case UINT64_VALUE -> constant.uint64Value().longValue();
            case DOUBLE_VALUE -> constant.doubleValue();
            case STRING_VALUE -> constant.stringValue();
            default -> throw new IllegalArgumentException("a literal that conditions cannot hold: " + constant);
        };
    }
}
