// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.eval;

import ai.honeyhive.experiments.Experiment;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** An experiment that a class of a class path makes. */
public final class EvalClass {
    private EvalClass() {}

    /**
     * Makes the experiment. The class has a public constructor without arguments and is a {@link Supplier} of an
     * {@link Experiment}. What it needs stays loaded until the process ends.
     *
     * @param classPath jars and folders, with the separator of this system between them; may be empty
     * @throws EvalException if there is no such class, or it makes none
     */
    public static Experiment<?> load(String className, String classPath) {
        List<URL> urls = new ArrayList<>();
        for (String part : classPath.split(Pattern.quote(File.pathSeparator), -1)) {
            if (part.isEmpty()) {
                continue;
            }
            Path path = Path.of(part);
            if (!Files.exists(path)) {
                throw new EvalException("--class-path names " + part + ", which does not exist");
            }
            try {
                urls.add(path.toUri().toURL());
            } catch (MalformedURLException e) {
                throw new EvalException("--class-path names " + part + ", which is no path", e);
            }
        }
        ClassLoader loader = new URLClassLoader(urls.toArray(URL[]::new), EvalClass.class.getClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        try {
            Object made =
                    Class.forName(className, true, loader).getConstructor().newInstance();
            if (made instanceof Supplier<?> supplier && supplier.get() instanceof Experiment<?> experiment) {
                return experiment;
            }
            throw new EvalException(
                    "--class " + className + " makes no experiment: it should implement Supplier<Experiment<...>>");
        } catch (ClassNotFoundException | NoClassDefFoundError e) {
            throw new EvalException(
                    "--class " + className + " is not there, or something that it needs: " + e.getMessage()
                            + "; say where with --class-path",
                    e);
        } catch (InvocationTargetException e) {
            throw new EvalException("--class " + className + " failed: " + e.getCause(), e);
        } catch (EvalException e) {
            throw e;
        } catch (RuntimeException | ExceptionInInitializerError e) { // what others wrote
            throw new EvalException("--class " + className + " failed: " + e, e);
        } catch (ReflectiveOperationException e) {
            throw new EvalException(
                    "--class " + className + " cannot be made: it needs to be public, with a public constructor without"
                            + " arguments",
                    e);
        }
    }
}
