// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs tests with the JUnit that is there. */
public final class Launch {
    private Launch() {}

    /** Runs the class of this name, and prints what became of each test. */
    public static void main(String[] args) throws Exception {
        System.out.println("JUnit "
                + LauncherFactory.class.getProtectionDomain().getCodeSource().getLocation());
        run(Class.forName(args[0])).forEach(System.out::println);
        System.out.println("end");
    }

    /** Runs all at once, and returns what became of each test and class that has tests. */
    public static List<String> run(Class<?>... tests) {
        List<String> results = new CopyOnWriteArrayList<>();
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(Arrays.stream(tests).map(test -> selectClass(test)).toList())
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .build();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                results.add("[" + result.getStatus() + "] " + test.getDisplayName() + " tags=" + test.getTags()
                        + result.getThrowable()
                                .map(cause -> " because " + cause)
                                .orElse(""));
            }
        });
        return results;
    }
}
