/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.gracefulshutdown;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import io.github.gracefulshutdown.logging.FluentEventLog;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.core.io.ClassPathResource;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rules of the house.
 */
@Tag("once")
class ArchitectureTests {

	private static final String ROOT = "io.github.gracefulshutdown";

	private static final String AUTOCONFIGURE = ROOT + ".autoconfigure";

	// What all places that show a report share
	private static final String REPORT = ROOT + ".report";

	static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages(ROOT);

	private static final JavaPackage AUTOCONFIGURATIONS = CLASSES.getPackage(AUTOCONFIGURE);

	@Test
	void engineDependsOnlyOnJdkAndSpringContext() {
		classes().that()
			.resideInAPackage(ROOT)
			.should()
			.onlyDependOnClassesThat(resideInAnyPackage(ROOT, "java..", "org.apache.commons.logging..",
					"org.jspecify.annotations", "org.springframework.beans..", "org.springframework.context..",
					"org.springframework.core..", "org.springframework.lang..", "org.springframework.util.."))
			.check(CLASSES);
	}

	@Test
	void featuresKnowOnlyTheReport() {
		slices().matching(ROOT + ".(*)..")
			.namingSlices("feature $1")
			.should()
			.notDependOnEachOther()
			.ignoreDependency(resideInAPackage(AUTOCONFIGURE + ".."), alwaysTrue())
			.ignoreDependency(alwaysTrue(), resideInAPackage(REPORT))
			.check(CLASSES);
	}

	@Test
	void nothingDependsOnAutoConfiguration() {
		noClasses().that()
			.resideOutsideOfPackage(AUTOCONFIGURE + "..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage(AUTOCONFIGURE + "..")
			.check(CLASSES);
	}

	@Test
	void autoConfigurationKnowsOnlyItsFeature() {
		for (String feature : features()) {
			noClasses().that()
				.resideInAPackage("%s.%s".formatted(AUTOCONFIGURE, feature))
				.should()
				.dependOnClassesThat(
						resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(ROOT, REPORT, AUTOCONFIGURE,
								"%s.%s..".formatted(ROOT, feature), "%s.%s..".formatted(AUTOCONFIGURE, feature)))))
				.check(CLASSES);
		}
	}

	@Test
	void packagesOfAutoConfigurationMirrorThoseOfFeatures() {
		assertThat(features()).isNotEmpty()
			.allMatch((feature) -> CLASSES.containPackage("%s.%s".formatted(ROOT, feature)));
	}

	// Spring Cloud Function takes every such bean for a function of the application
	@Test
	void beansAreNoFunctions() {
		noMethods().that()
			.areAnnotatedWith(Bean.class)
			.should()
			.haveRawReturnType(
					assignableTo(Function.class).or(assignableTo(Supplier.class)).or(assignableTo(Consumer.class)))
			.check(CLASSES);
	}

	@Test
	void packagesHaveNoCycles() {
		slices().matching("(" + ROOT + "..)").should().beFreeOfCycles().check(CLASSES);
	}

	@Test
	void packagesAreNullMarked() {
		assertThat(packages()).hasSizeGreaterThan(10).allMatch((each) -> each.isAnnotatedWith(NullMarked.class));
	}

	@Test
	void autoConfigurationsArePublicAndFinal() {
		classes().that()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.bePublic()
			.andShould()
			.haveModifier(JavaModifier.FINAL)
			.andShould()
			.haveSimpleNameEndingWith("AutoConfiguration")
			.andShould()
			.resideInAPackage(AUTOCONFIGURE + "..")
			.check(CLASSES);
	}

	@Test
	void autoConfigurationsHaveNoPublicMembers() {
		constructors().that()
			.areDeclaredInClassesThat()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.bePackagePrivate()
			.check(CLASSES);
		methods().that().areAnnotatedWith(Bean.class).should().bePackagePrivate().check(CLASSES);
		noMethods().that()
			.areDeclaredInClassesThat()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.bePublic()
			.check(CLASSES);
	}

	// A bean of the application with the same name would stop its start
	@Test
	void beansLeaveCommonNamesToApplications() {
		methods().that().areAnnotatedWith(Bean.class).should().haveNameStartingWith("gracefulShutdown").check(CLASSES);
	}

	@Test
	void autoConfigurationsAreRegisteredAndSorted() throws IOException {
		List<String> names = CLASSES.stream()
			.filter((each) -> each.isAnnotatedWith(AutoConfiguration.class))
			.map(JavaClass::getName)
			.sorted()
			.toList();
		ClassPathResource imports = new ClassPathResource(
				"META-INF/spring/%s.imports".formatted(AutoConfiguration.class.getName()));
		assertThat(imports.getContentAsString(StandardCharsets.UTF_8).lines()).containsExactlyElementsOf(names);
	}

	@Test
	void conditionsAreNotPublic() {
		noClasses().that().arePublic().should().beAssignableTo(Condition.class).check(CLASSES);
	}

	@Test
	void namesSayWhatTypesAre() {
		noClasses().should().haveNameMatching(".*(Impl|Helper|Utils?|Manager)(\\$.*)?").check(CLASSES);
	}

	@Test
	void onlyTheLastWordsGoToStandardStreams() {
		noClasses().that()
			.doNotHaveFullyQualifiedName(BoundedLog.class.getName())
			.and()
			.doNotHaveFullyQualifiedName(ROOT + ".startup.Halt")
			.should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
			.check(CLASSES);
	}

	@Test
	void everybodyLogsWithCommonsLogging() {
		noClasses().that()
			.resideOutsideOfPackages(FluentEventLog.class.getPackageName(), AUTOCONFIGURE + ".logging")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("java.util.logging..", "org.slf4j..", "org.apache.logging..")
			.check(CLASSES);
	}

	@Test
	void nobodySleeps() {
		noClasses().should()
			.callMethodWhere(describe("it sleeps", (call) -> call.getName().equals("sleep")))
			.check(CLASSES);
	}

	@Test
	void onlyClockReadsTheTime() {
		noClasses().that()
			.haveNameNotMatching(ShutdownClock.class.getName() + ".*")
			.should()
			.callMethod(System.class, "nanoTime")
			.orShould()
			.callMethod(System.class, "currentTimeMillis")
			.orShould()
			.callMethod(Instant.class, "now")
			.check(CLASSES);
	}

	private static Set<String> features() {
		return AUTOCONFIGURATIONS.getSubpackages()
			.stream()
			.map(JavaPackage::getRelativeName)
			.collect(Collectors.toSet());
	}

	private static Stream<JavaPackage> packages() {
		JavaPackage root = CLASSES.getPackage(ROOT);
		return Stream.concat(Stream.of(root), root.getSubpackagesInTree().stream());
	}

}
