// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs the class that it is given with the JUnit that is there, and prints what became of each test. */
final class Launch {
    private Launch() {}

    public static void main(String[] args) throws Exception {
        System.out.println("JUnit "
                + LauncherFactory.class.getProtectionDomain().getCodeSource().getLocation());
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(Class.forName(args[0])))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .build();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void testPlanExecutionFinished(TestPlan plan) {
                System.out.println("end");
            }

            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest() || !test.getTags().isEmpty()) {
                    System.out.println(
                            "[" + result.getStatus() + "] " + test.getDisplayName() + " tags=" + test.getTags()
                                    + result.getThrowable()
                                            .map(cause -> " because " + cause)
                                            .orElse(""));
                }
            }
        });
    }
}
