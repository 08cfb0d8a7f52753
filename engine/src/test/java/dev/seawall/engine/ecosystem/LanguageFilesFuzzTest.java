package dev.seawall.engine.ecosystem;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Mutated and hostile files: every parser answers or throws an IOException, and always ends. */
final class LanguageFilesFuzzTest {
    private static final List<Ecosystem> READERS = List.of(
            new Cocoapods(),
            new Conan(),
            new Conda(),
            new Cran(),
            new Deno(),
            new Generic(),
            new GithubActions(),
            new Golang(),
            new Hackage(),
            new Hex(),
            new Julia(),
            new Luarocks(),
            new Maven(),
            new Opam(),
            new Otp(),
            new Pub(),
            new Swift(),
            new Terraform(),
            new Vcpkg(),
            new Wordpress());

    private static final int HOSTILE_BYTES = 20_000;

    private static Map<String, byte[]> corpus() throws IOException {
        Map<String, byte[]> out = new LinkedHashMap<>();
        text(out, "Podfile.lock", "PODS:\n  - A/B (1.0):\n    - C\n  - \"D+E (2.0)\"\nDEPENDENCIES:\n");
        text(out, "conan.lock", "{\"version\":\"0.5\",\"requires\":[\"zlib/1.2.11@u/c#r:p%1.5\"]}");
        text(out, "conanfile.txt", "[requires]\nzlib/1.2.11@u/c # why\nboost/[>1 <2]\n[tool_requires]\ncmake/3.1\n");
        text(out, "conda-meta/a.json", "{\"name\":\"a\",\"version\":\"1\",\"build\":\"0\"}");
        text(out, "environment.yml", "dependencies:\n  - a=1.0=b\n  - pip:\n    - x==1\n");
        text(out, "renv.lock", "{\"Packages\":{\"a\":{\"Package\":\"a\",\"Version\":\"1\",\"Repository\":\"CRAN\"}}}");
        text(
                out,
                "R/library/a/DESCRIPTION",
                "Package: a\nVersion: 1\nLicense: MIT\nDepends: R (>= 3),\n b\nBuilt: x\n");
        text(out, "packrat.lock", "PackratFormat: 1.4\n\nPackage: a\nSource: CRAN\nVersion: 1\n");
        text(out, "deno.lock", "{\"version\":\"4\",\"jsr\":{\"@a/b@1.0\":{}},\"npm\":{\"c@2_d@1\":{}}}");
        text(out, "jvm/release", "JAVA_VERSION=\"21\"\nIMPLEMENTOR=\"Azul\"\n");
        text(out, ".github/workflows/a.yml", "jobs:\n  a:\n    steps:\n      - uses: a/b@v1\n      - uses: ./x # v2\n");
        text(out, "go.mod", "module a.b/c\ngo 1.20\nrequire (\n\ta.b/d v1.0.0 // indirect\n)\nreplace a.b/d => ../d\n");
        text(out, "vendor/modules.txt", "# a.b/c v1.0.0 => a.b/d/v2 v2.0.0\n## explicit\na.b/c\n");
        text(out, "cabal.project.freeze", "constraints: any.a ==1.0,\n  any.b ==2.0\n");
        text(out, "stack.yaml.lock", "packages:\n- completed:\n    hackage: a-1.0@sha256:x,1\n");
        text(out, "x.cabal", "library\n  build-depends: base >=4, a\n    , b\n");
        text(out, "package.yaml", "dependencies:\n- base >= 4\nlibrary:\n  dependencies: {a: 1}\n");
        text(out, "mix.lock", "%{\n  \"a\": {:hex, :a, \"1.0\", \"x\"},\n  \"b\": {:git, \"u\", \"c\", []},\n}\n");
        text(out, "rebar.lock", "[{<<\"a\">>,{pkg,<<\"a\">>,<<\"1.0\">>},0},{<<\"b\">>,{git,\"u\",{ref,\"c\"}},1}].\n");
        text(out, "rebar.config", "{deps, [{a, \"1.0\"}, {b, {git, \"u\", {tag, \"1\"}}}]}.\n");
        text(out, "gleam.toml", "name = \"a\"\n[dependencies]\nb = \"1\"\nc = { git = \"u\" }\n");
        text(out, "Manifest.toml", "[[deps.A]]\nversion = \"1\"\nuuid = \"u\"\n[[deps.B]]\n");
        text(out, "a.rockspec", "local v = \"1\"\npackage = \"a\"\nversion = v .. \"-1\"\nlicense = \"MIT\"\n");
        text(out, "a.opam", "opam-version: \"2.0\"\ndepends: [\n  \"a\" {>= \"1\"} # c\n  \"b\"\n]\n");
        text(out, "ebin/a.app", "{application, 'a', [{vsn, \"1\"}]}.\n");
        text(out, "pubspec.lock", "packages:\n  a:\n    dependency: \"direct dev\"\n    version: \"1\"\n");
        text(
                out,
                "Package.resolved",
                "{\"version\":3,\"pins\":[{\"identity\":\"a\",\"location\":\"git@h:o/a.git\",\"state\":{}}]}");
        text(
                out,
                "Package.swift",
                "// c\n.package(url: \"https://h/o/a.git\", .upToNextMajor(from: \"1.0\"))\n/* x */");
        text(out, "Cartfile", "github \"a/b\" ~> 1.0 # c\ngit \"https://h/a.git\" \"v1\"\n");
        text(
                out,
                "main.tf",
                "module \"a\" {\n  source = \"a/b\"\n  version = \"1\"\n}\nterraform {\n  required_providers {\n    a = { source = \"h/a\", version = \"1\" }\n  }\n}\n");
        text(out, "vcpkg_installed/vcpkg/status", "Package: a\nVersion: 1\nPort-Version: 2\nStatus: x\n\n");
        text(out, "wp-content/plugins/a/a.php", "<?php\n/* Plugin Name: A\n * Version: 1 */\n");
        text(
                out,
                "pom.xml",
                "<project><properties><a>${b}</a><b>${a}</b></properties><dependencies><dependency><groupId>g</groupId><artifactId>a</artifactId><version>[${a},2)</version></dependency></dependencies></project>");
        text(out, "gradle.lockfile", "g:a:1=testCompileClasspath,x\nempty=\n");
        text(out, "versions.lock", "g:a:1 (2 constraints: abc)\n[Test dependencies]\n");
        text(out, "build.sbt", "val v = \"1\"\nlibraryDependencies += \"g\" %% \"a\" % v % Test\n");
        text(out, "MODULE.bazel", "maven.install(artifacts = [\"g.h:a:1.0\"])\n");
        text(
                out,
                "gradle/libs.versions.toml",
                "[versions]\na = \"1\"\n[libraries]\nb = { module = \"g:b\", version.ref = \"a\" }\n");
        byte[] inner =
                MavenArchiveTest.zip(true, Map.of("META-INF/MANIFEST.MF", "A: b\n".getBytes(StandardCharsets.UTF_8)));
        out.put(
                "a.jar",
                MavenArchiveTest.zip(
                        true, Map.of("lib/b-1.jar", inner, "META-INF/maven/a/pom.properties", new byte[9])));
        byte[] info =
                GolangProgramTest.inline("go1.20", "path\ta.b/c\nmod\ta.b/c\tv1.0.0\tx\ndep\ta.b/d\tv1\n=>\t./d\n");
        out.put("bin/elf", Arrays.copyOf(GolangProgramTest.elf(info, 0x400000), 110_000));
        out.put("bin/pe.exe", Arrays.copyOf(GolangProgramTest.portable(info), 110_000));
        out.put("bin/mach", Arrays.copyOf(GolangProgramTest.mach(info), 110_000));
        return out;
    }

    private static void text(Map<String, byte[]> out, String path, String content) {
        out.put(path, content.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void everyFileOfTheCorpusIsWantedAndTells() throws IOException {
        for (Map.Entry<String, byte[]> file : corpus().entrySet()) {
            OneFile one = OneFile.of(file.getKey(), file.getValue());
            boolean tells = false;
            for (Ecosystem reader : READERS) {
                if (reader.wants(one.entry())) {
                    tells |= !one.readBy(reader).packages().isEmpty();
                }
            }
            assertTrue(tells, file.getKey());
        }
    }

    @Test
    void mutatedFilesNeverThrowAnythingElse() throws IOException {
        long seconds = Long.getLong("seawall.fuzz.seconds", 2);
        long rounds = seconds * 10;
        Map<String, byte[]> corpus = corpus();
        Random random = new Random(20_260_101);
        for (long round = 0; round < rounds; round++) {
            for (Map.Entry<String, byte[]> file : corpus.entrySet()) {
                read(file.getKey(), mutated(file.getValue(), random));
            }
        }
    }

    @Test
    void repetitionsDoNotSlowAnythingDown() throws IOException {
        List<String> pieces = List.of(
                "\n",
                " ",
                "\t",
                "{",
                "[",
                "(",
                "\"",
                "'",
                "/*",
                "(*",
                "#",
                "a",
                ".",
                "-",
                "a.",
                "{{",
                "<a>",
                "a: ",
                "- ",
                "&a [",
                "\\",
                "${a}",
                "=",
                ",",
                "\n ",
                "require (\n",
                "PODS:\n",
                "{<<\"",
                "depends: [",
                "%",
                "1",
                "}\n{",
                ".package(",
                "\"a\" % ",
                "[[a]]\n",
                "a=",
                "a.b=1\n");
        for (String path : corpus().keySet()) {
            for (String piece : pieces) {
                String text = piece.repeat(HOSTILE_BYTES / piece.length());
                read(path, text.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static void read(String path, byte[] content) {
        OneFile file = OneFile.of(path, content);
        for (Ecosystem reader : READERS) {
            if (reader.wants(file.entry())) {
                try {
                    file.readBy(reader);
                } catch (IOException expected) {
                    assertTrue(expected.getMessage() != null, path);
                }
            }
        }
    }

    private static byte[] mutated(byte[] original, Random random) {
        byte[] out = original.clone();
        int head = Math.min(out.length, 16_384);
        for (int i = random.nextInt(4); i >= 0 && head > 0; i--) {
            int at = random.nextInt(head);
            switch (random.nextInt(4)) {
                case 0 -> out[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> out[at] = (byte) "\"'{}[]()<>\n\\:,=$#%\0\377".charAt(random.nextInt(20));
                case 2 -> System.arraycopy(out, 0, out, at, Math.min(random.nextInt(64), out.length - at));
                default -> {
                    if (random.nextInt(8) == 0) {
                        out = Arrays.copyOf(out, at);
                        head = out.length;
                    }
                }
            }
        }
        return out;
    }
}
