package io.yarnflink.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.ObjectInputStream;
import java.time.Instant;
import java.util.concurrent.Executors;

/** Holds the lines between the modules, and who may touch threads, time and foreign libraries. */
@AnalyzeClasses(
        packages = "io.yarnflink",
        importOptions = {DoNotIncludeTests.class, ArchitectureTest.WithoutLocalClusters.class})
class ArchitectureTest {

    /** Local Hadoop clusters are tools of the tests, not a part of the product. */
    static final class WithoutLocalClusters implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("io/yarnflink/cluster/");
        }
    }

    @ArchTest
    static final ArchRule modulesOnlyUseWhatTheyStandOn = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("api")
            .definedBy("io.yarnflink.api..")
            .layer("graph")
            .definedBy("io.yarnflink.graph..")
            .layer("transport")
            .definedBy(resideInAPackage("io.yarnflink.transport..")
                    .and(DescribedPredicate.not(resideInAPackage("io.yarnflink.transport.events.."))))
            .layer("events")
            .definedBy("io.yarnflink.transport.events..")
            .layer("state")
            .definedBy("io.yarnflink.state..")
            .layer("taskmanager")
            .definedBy("io.yarnflink.taskmanager..")
            .layer("jobmanager")
            .definedBy("io.yarnflink.jobmanager..")
            .layer("archive port")
            .definedBy("io.yarnflink.rest.archive..")
            .optionalLayer("rest")
            .definedBy(resideInAPackage("io.yarnflink.rest..")
                    .and(DescribedPredicate.not(resideInAPackage("io.yarnflink.rest.archive.."))))
            .layer("connectors")
            .definedBy("io.yarnflink.connectors..")
            .layer("examples")
            .definedBy("io.yarnflink.examples..")
            .layer("testkit")
            .definedBy("io.yarnflink.testkit..")
            .layer("staging")
            .definedBy("io.yarnflink.staging..")
            .layer("client")
            .definedBy("io.yarnflink.client..")
            .layer("am")
            .definedBy("io.yarnflink.am..")
            .whereLayer("api")
            .mayNotAccessAnyLayer()
            .whereLayer("graph")
            .mayOnlyAccessLayers("api")
            .whereLayer("transport")
            .mayOnlyAccessLayers("api")
            .whereLayer("state")
            .mayOnlyAccessLayers("api")
            .whereLayer("taskmanager")
            .mayOnlyAccessLayers("api", "graph", "transport", "events", "state")
            .whereLayer("jobmanager")
            .mayOnlyAccessLayers("api", "graph", "transport", "events", "state")
            .whereLayer("archive port")
            .mayOnlyAccessLayers("api", "transport", "events")
            .whereLayer("rest")
            .mayOnlyAccessLayers("api", "archive port", "jobmanager", "transport", "events")
            .whereLayer("connectors")
            .mayOnlyAccessLayers("api", "state")
            .whereLayer("examples")
            .mayOnlyAccessLayers("api", "connectors")
            .whereLayer("testkit")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("staging")
            .mayOnlyAccessLayers("api", "state", "archive port", "events")
            .whereLayer("client")
            .mayOnlyAccessLayers("api", "graph", "transport", "events", "state", "rest", "archive port", "staging")
            .whereLayer("am")
            .mayOnlyAccessLayers(
                    "api",
                    "graph",
                    "transport",
                    "events",
                    "state",
                    "jobmanager",
                    "taskmanager",
                    "rest",
                    "archive port",
                    "connectors",
                    "staging");

    @ArchTest
    static final ArchRule hadoopStaysAtTheEdge = noClasses()
            .that()
            .resideOutsideOfPackages("io.yarnflink.staging..", "io.yarnflink.client..", "io.yarnflink.am..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.hadoop..");

    @ArchTest
    static final ArchRule nettyStaysInTransportAndRest = noClasses()
            .that()
            .resideOutsideOfPackages("io.yarnflink.transport..", "io.yarnflink.rest..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.netty..");

    @ArchTest
    static final ArchRule zooKeeperStaysInHighAvailability = noClasses()
            .that()
            .resideOutsideOfPackage("io.yarnflink.jobmanager.ha..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.zookeeper..", "org.apache.curator..");

    @ArchTest
    static final ArchRule rocksDbStaysInItsPackage = noClasses()
            .that()
            .resideOutsideOfPackage("io.yarnflink.state.rocksdb..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.rocksdb..");

    @ArchTest
    static final ArchRule usersSeeNoGuava = noClasses()
            .that()
            .resideInAPackage("io.yarnflink.api..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.google.common..");

    @ArchTest
    static final ArchRule threadsAreStartedInFewPlaces = noClasses()
            .that(DescribedPredicate.not(resideInAnyPackage(
                    "io.yarnflink.transport..",
                    "io.yarnflink.taskmanager.task..",
                    "io.yarnflink.am..",
                    "io.yarnflink.client..",
                    "io.yarnflink.testkit..")))
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Executors.class)
            .orShould()
            .callConstructorWhere(JavaConstructorCall.Predicates.target(
                    HasOwner.Predicates.With.owner(JavaClass.Predicates.assignableTo(Thread.class))));

    @ArchTest
    static final ArchRule onlyTheSystemClockReadsTheTime = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.yarnflink.api.time.SystemClock")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class);

    @ArchTest
    static final ArchRule staticFieldsAreFinal = fields().that()
            .areStatic()
            .and()
            .areDeclaredInClassesThat(areOurs())
            .should()
            .beFinal();

    @ArchTest
    static final ArchRule javaSerializationHasOneHome = noClasses()
            .that(DescribedPredicate.not(resideInAPackage("io.yarnflink.api.serialization..")))
            .should()
            .callConstructorWhere(JavaConstructorCall.Predicates.target(
                    HasOwner.Predicates.With.owner(JavaClass.Predicates.assignableTo(ObjectInputStream.class))))
            .orShould()
            .beAssignableTo(ObjectInputStream.class);

    @ArchTest
    static final ArchRule enginePackagesHaveNoCycles = slices().matching("io.yarnflink.(*).(**)")
            .should()
            .beFreeOfCycles()
            // Users expect types, functions and streams in packages that know one another.
            .ignoreDependency(resideInAPackage("io.yarnflink.api.."), resideInAPackage("io.yarnflink.api.."));

    private static DescribedPredicate<JavaClass> areOurs() {
        return DescribedPredicate.not(resideInAPackage("io.yarnflink.transport.protocol.."))
                .as("are not generated");
    }
}
