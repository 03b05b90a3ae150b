// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The directions of the house. A failure prints the chain of uses; mend the code, not the rule. */
class ArchitectureTest {
    private static final String OURS = "dev.ambidock..";

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.ambidock");

    private static final DescribedPredicate<JavaClass> CORE = resideInAPackage(OURS)
            .and(not(resideInAnyPackage(
                    "dev.ambidock.cli..",
                    "dev.ambidock.copy..",
                    "dev.ambidock.transport..",
                    "dev.ambidock.testkit..",
                    "dev.ambidock.examples..",
                    "dev.ambidock.benchmarks..")))
            .as("classes of the core");

    /** What the core may take from java.io: bytes in memory, and the exceptions. */
    private static final Set<String> HARMLESS_IO = Set.of(
            "java.io.ByteArrayInputStream",
            "java.io.ByteArrayOutputStream",
            "java.io.IOException",
            "java.io.InputStream",
            "java.io.OutputStream",
            "java.io.Serializable",
            "java.io.UncheckedIOException");

    private static final DescribedPredicate<JavaClass> OUTSIDE_WORLD = resideInAnyPackage(
                    "java.net..", "java.nio.file..", "java.nio.channels..", "java.util.logging..", "javax.net..")
            .or(resideInAPackage("java.io").and(new DescribedPredicate<>("I/O") {
                @Override
                public boolean test(JavaClass type) {
                    return !HARMLESS_IO.contains(type.getName());
                }
            }))
            .or(new DescribedPredicate<>("clock, thread or executor") {
                private static final Set<String> NAMES = Set.of(
                        "java.lang.Process",
                        "java.lang.ProcessBuilder",
                        "java.lang.Runtime",
                        "java.lang.System$Logger",
                        "java.lang.Thread",
                        "java.time.Clock",
                        "java.util.concurrent.CompletableFuture",
                        "java.util.concurrent.Executor",
                        "java.util.concurrent.ExecutorService",
                        "java.util.concurrent.Executors",
                        "java.util.concurrent.ForkJoinPool",
                        "java.util.concurrent.ScheduledExecutorService",
                        "java.util.concurrent.ThreadPoolExecutor");

                @Override
                public boolean test(JavaClass type) {
                    return NAMES.contains(type.getName());
                }
            })
            .as("are files, network, clock, threads or logging");

    @Test
    void seesTheClassesOfEveryModule() {
        assertThat(MAIN.stream().map(JavaClass::getPackageName))
                .as("packages on the class path")
                .anyMatch(name -> name.startsWith("dev.ambidock.cli"))
                .anyMatch(name -> name.startsWith("dev.ambidock.testkit"))
                .anyMatch(name -> name.startsWith("dev.ambidock.transport"))
                .anyMatch(name -> name.startsWith("dev.ambidock.copy"))
                .noneMatch(name -> name.startsWith("dev.ambidock.architecture"));
        assertThat(MAIN.stream().filter(CORE)).as("classes of the core").isNotEmpty();
    }

    @Test
    void packagesHaveNoCycles() {
        check(slices().matching("dev.ambidock.(**)").should().beFreeOfCycles());
    }

    @Test
    void jsonLibraryStaysInTwoPackages() {
        check(noClasses()
                .that()
                .resideInAPackage(OURS)
                .and()
                .resideOutsideOfPackages("dev.ambidock.json")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml.."));
    }

    @Test
    void argumentParserStaysInTheCommandLine() {
        check(noClasses()
                .that()
                .resideInAPackage(OURS)
                .and()
                .resideOutsideOfPackage("dev.ambidock.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli.."));
    }

    @Test
    void coreTouchesNothingOutside() {
        check(noClasses().that(CORE).should().dependOnClassesThat(OUTSIDE_WORLD));
    }

    @Test
    void coreUsesNoStandardStreams() {
        check(noClasses().that(CORE).should().accessField(System.class, "out"));
        check(noClasses().that(CORE).should().accessField(System.class, "err"));
        check(noClasses().that(CORE).should().accessField(System.class, "in"));
    }

    @Test
    void coreReadsNoTimeAndNoSurroundings() {
        for (String method : List.of("currentTimeMillis", "nanoTime", "getenv", "getProperty")) {
            check(noClasses().that(CORE).should().callMethodWhere(new DescribedPredicate<>("System." + method) {
                @Override
                public boolean test(com.tngtech.archunit.core.domain.JavaMethodCall call) {
                    return call.getTargetOwner().isEquivalentTo(System.class)
                            && call.getName().equals(method);
                }
            }));
        }
    }

    /** Each line: a package, then the packages of ours that it may use. A package not listed here is free. */
    @ParameterizedTest
    @CsvSource({
        "json,",
        "model,",
        "table, model",
        "document, model json table",
        "graph, document table model json",
        "plan, graph schema1 document table model json",
        "inspect, plan graph document table model json",
        "diff, plan graph document table model json",
        "report, diff inspect plan document model json",
        "origin, plan graph document table model json",
        "schema1, document model json",
        "transport, schema1 document table model json",
        "copy, transport origin inspect plan schema1 graph document table model json",
    })
    void packageUsesOnly(String name, String allowed) {
        List<String> uses = new ArrayList<>();
        uses.add("dev.ambidock." + name + "..");
        for (String other : allowed == null ? new String[0] : allowed.split(" ")) {
            uses.add("dev.ambidock." + other + "..");
        }
        check(noClasses()
                .that()
                .resideInAPackage("dev.ambidock." + name + "..")
                .should()
                .dependOnClassesThat(resideInAPackage(OURS)
                        .and(not(resideInAnyPackage(uses.toArray(new String[0]))))
                        .as("packages of ours other than %s", uses)));
    }

    @ParameterizedTest
    @CsvSource({"layout, archive", "layout, dir", "archive, layout", "archive, dir", "dir, layout", "dir, archive"})
    void transportsDoNotKnowEachOther(String one, String other) {
        check(noClasses()
                .that()
                .resideInAPackage("dev.ambidock.transport." + one + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.ambidock.transport." + other + ".."));
    }

    @Test
    void librariesStartNoThreadsAndNameNoStandardStreams() {
        for (String name : List.of("java.util.concurrent.Executors", "java.util.concurrent.ForkJoinPool")) {
            check(noClasses()
                    .that()
                    .resideInAnyPackage("dev.ambidock.transport..", "dev.ambidock.copy..")
                    .should()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName(name));
        }
        for (String stream : List.of("out", "err", "in")) {
            check(noClasses()
                    .that()
                    .resideInAnyPackage("dev.ambidock.transport..", "dev.ambidock.copy..")
                    .should()
                    .accessField(System.class, stream));
        }
    }

    @Test
    void nobodyUsesTheCommandLine() {
        check(noClasses()
                .that()
                .resideInAPackage(OURS)
                .and()
                .resideOutsideOfPackage("dev.ambidock.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.ambidock.cli.."));
    }

    @Test
    void mainCodeDoesNotUseTheTestKit() {
        check(noClasses()
                .that()
                .resideInAPackage(OURS)
                .and()
                .resideOutsideOfPackages("dev.ambidock.testkit..", "dev.ambidock.benchmarks..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.ambidock.testkit.."));
    }

    @Test
    void staticFieldsAreFinal() {
        check(fields().that()
                .areDeclaredInClassesThat()
                .resideInAPackage(OURS)
                .and()
                .areStatic()
                .and()
                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                .should()
                .beFinal());
    }

    @Test
    void namesSayWhatAThingIs() {
        check(classes()
                .that()
                .resideInAPackage(OURS)
                .should()
                .haveNameNotMatching(".*(Utils?|Helpers?|Manager|Impl)(\\$.*)?"));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(MAIN);
    }
}
