package io.github.mesosbuild.api;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Starts a cluster before the first test of a class and stops it after the last, with JUnit 5 and 6. Tests receive it as a parameter. If a
 * test fails, the logs are kept, and their directory is printed.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final MesosClusterExtension CLUSTER = new MesosClusterExtension(MesosCluster.of(home).agents(2));
 *
 * @Test
 * void survives(MesosCluster cluster) { … }
 * }</pre>
 */
public final class MesosClusterExtension
        implements BeforeAllCallback,
                AfterAllCallback,
                ParameterResolver,
                TestWatcher,
                LifecycleMethodExecutionExceptionHandler {
    private final MesosCluster.Builder builder;
    private MesosCluster cluster;
    private int depth;
    private boolean failed;

    /**
     * Creates an extension that starts the described cluster.
     *
     * @param builder the description of the cluster
     */
    public MesosClusterExtension(MesosCluster.Builder builder) {
        this.builder = builder;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        // JUnit also calls this for each nested class.
        if (depth++ == 0) {
            cluster = builder.start();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        if (--depth == 0 && cluster != null) {
            if (failed) {
                cluster.keepLogs();
                System.err.println("A test failed; the logs of its Mesos cluster are kept in " + cluster.logs());
            }
            cluster.close();
            cluster = null;
        }
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        failed = true;
    }

    @Override
    public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable cause) throws Throwable {
        failed = true;
        throw cause;
    }

    @Override
    public void handleAfterAllMethodExecutionException(ExtensionContext context, Throwable cause) throws Throwable {
        failed = true;
        throw cause;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == MesosCluster.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return cluster;
    }
}
