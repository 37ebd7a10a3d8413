// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Which commit a run tested. No e-mail address and no credentials of a remote URL leave the machine. */
final class GitMetadata {
    private static final long TIMEOUT_SECONDS = 5;

    private final Path folder;

    private GitMetadata(Path folder) {
        this.folder = folder;
    }

    /** Describes the work tree around the folder; empty if it is in none or there is no git. */
    static Map<String, Object> of(Path folder) {
        GitMetadata git = new GitMetadata(folder);
        Map<String, Object> metadata = new LinkedHashMap<>();
        Optional<String> commit = git.ask("log", "-1", "--format=%H%n%h%n%an%n%s");
        if (commit.isEmpty()) {
            return metadata;
        }
        String[] lines = commit.get().split("\n", 4);
        String[] names = {"commit_hash", "commit_hash_short", "author_name", "commit_message"};
        for (int i = 0; i < lines.length; i++) {
            put(metadata, names[i], lines[i]);
        }
        git.ask("rev-parse", "--abbrev-ref", "HEAD").ifPresent(branch -> put(metadata, "branch", branch));
        git.ask("remote", "get-url", "origin").ifPresent(url -> put(metadata, "remote_url", withoutCredentials(url)));
        git.ask("status", "--porcelain").ifPresent(changes -> metadata.put("is_dirty", !changes.isEmpty()));
        return metadata;
    }

    /**
     * Removes user, password and query of a URL. Cuts at the last {@code @}, since a password may hold any character:
     * rather a path too short than a secret out. {@code git@host:path} holds none.
     */
    static String withoutCredentials(String remote) {
        int scheme = remote.indexOf("://");
        if (scheme < 0) {
            int at = remote.indexOf('@');
            boolean password = at > 0 && remote.substring(0, at).indexOf(':') >= 0;
            return password ? remote.substring(at + 1) : remote;
        }
        String rest = remote.substring(scheme + 3).split("[?#]", 2)[0];
        return remote.substring(0, scheme + 3) + rest.substring(rest.lastIndexOf('@') + 1);
    }

    private static void put(Map<String, Object> metadata, String key, String value) {
        if (!value.isEmpty()) {
            metadata.put(key, value);
        }
    }

    private Optional<String> ask(String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = "git";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(nothing()))
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("GIT_OPTIONAL_LOCKS", "0");
        builder.environment().put("GIT_TERMINAL_PROMPT", "0");
        try {
            Process process = builder.start();
            try {
                return answer(process);
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) { // no git on this machine
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Optional<String> answer(Process process) throws IOException, InterruptedException {
        // status lists every changed file: reading while it writes keeps it from waiting for us
        FutureTask<String> reading = new FutureTask<>(
                () -> new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
        Thread reader = new Thread(reading, "honeyhive-git");
        reader.setDaemon(true);
        reader.start();
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(reading.get());
        } catch (ExecutionException e) {
            return Optional.empty();
        }
    }

    private static File nothing() {
        return new File(File.separatorChar == '\\' ? "NUL" : "/dev/null");
    }
}
