// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Says which service, process, machine and cloud the spans come from, by what the environment tells; no call is made.
 * The names are OpenTelemetry's semantic conventions for resources.
 */
final class ServiceResource {
    /** A value, and the variables that show it, the first first. */
    private record Hint(String name, List<String> variables) {
        Hint(String name, String... variables) {
            this(name, List.of(variables));
        }
    }

    private static final List<Hint> ATTRIBUTES = List.of(
            new Hint(
                    "service.version",
                    "OTEL_SERVICE_VERSION",
                    "HH_SERVICE_VERSION",
                    "SERVICE_VERSION",
                    "GIT_COMMIT",
                    "BUILD_NUMBER"),
            new Hint("host.name", "HOSTNAME", "COMPUTERNAME"),
            new Hint("k8s.cluster.name", "K8S_CLUSTER_NAME"),
            new Hint("k8s.namespace.name", "K8S_NAMESPACE"),
            new Hint("k8s.pod.name", "K8S_POD_NAME"),
            new Hint("k8s.deployment.name", "K8S_DEPLOYMENT_NAME"),
            new Hint("cloud.account.id", "GOOGLE_CLOUD_PROJECT", "GCP_PROJECT"),
            new Hint("cloud.region", "AWS_REGION", "GOOGLE_CLOUD_REGION", "AZURE_REGION"),
            new Hint("faas.name", "AWS_LAMBDA_FUNCTION_NAME", "K_SERVICE", "FUNCTION_NAME"),
            new Hint("faas.version", "AWS_LAMBDA_FUNCTION_VERSION", "K_REVISION"));

    private static final List<Hint> CLOUDS = List.of(
            new Hint("aws", "AWS_REGION", "AWS_LAMBDA_FUNCTION_NAME"),
            new Hint("gcp", "GOOGLE_CLOUD_PROJECT", "GCP_PROJECT", "GOOGLE_CLOUD_REGION"),
            new Hint("azure", "AZURE_REGION", "AZURE_RESOURCE_GROUP", "WEBSITE_RESOURCE_GROUP"));

    private ServiceResource() {}

    static Attributes of(@Nullable String project, UnaryOperator<@Nullable String> environment) {
        Map<String, String> told = ResourceVariable.read(environment);
        AttributesBuilder resource = Attributes.builder();
        resource.put("service.name", serviceName(project, environment, told.get("service.name")));
        resource.put("process.pid", ProcessHandle.current().pid());
        resource.put("process.runtime.name", System.getProperty("java.runtime.name"));
        resource.put("process.runtime.version", System.getProperty("java.runtime.version"));
        resource.put("os.description", System.getProperty("os.name") + ' ' + System.getProperty("os.version"));
        resource.put("host.arch", System.getProperty("os.arch"));
        for (Hint hint : ATTRIBUTES) {
            String value = first(environment, hint.variables());
            if (value != null) {
                resource.put(hint.name(), value);
            }
        }
        CLOUDS.stream()
                .filter(cloud -> first(environment, cloud.variables()) != null)
                .findFirst()
                .ifPresent(cloud -> resource.put("cloud.provider", cloud.name()));
        told.forEach((name, value) -> {
            if (!name.equals("service.name")) {
                resource.put(name, value);
            }
        });
        return resource.build();
    }

    private static String serviceName(
            @Nullable String project, UnaryOperator<@Nullable String> environment, @Nullable String ofResource) {
        String told = first(environment, List.of("OTEL_SERVICE_NAME"));
        if (told == null) {
            told = ofResource == null ? first(environment, List.of("HH_SERVICE_NAME", "SERVICE_NAME")) : ofResource;
        }
        if (told == null) {
            told = project == null ? first(environment, List.of("AWS_LAMBDA_FUNCTION_NAME", "K8S_APP_NAME")) : project;
        }
        return told == null ? "honeyhive-service" : told;
    }

    private static @Nullable String first(UnaryOperator<@Nullable String> environment, List<String> variables) {
        for (String variable : variables) {
            String value = OptionReader.text(environment.apply(variable));
            if (value != null) {
                return value;
            }
        }
        return null;
    }
}
