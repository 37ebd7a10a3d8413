// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitMetadataTest {
    @TempDir
    Path folder;

    private void git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "git", "-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "init.defaultBranch=trunk"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void of_workTree_describesTheCommitWithoutSecrets() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/git")), "git is not installed");
        git("init", "-q");
        git("remote", "add", "origin", "https://ada:s3cret@example.org/team/bot.git");
        Files.writeString(folder.resolve("prompt.txt"), "Be brief.");
        git("add", ".");
        git("commit", "-q", "-m", "Shorten the prompt", "-m", "Because of cost.");

        Map<String, Object> clean = GitMetadata.of(folder);
        Files.writeString(folder.resolve("prompt.txt"), "Be long.");
        Map<String, Object> dirty = GitMetadata.of(folder);

        assertThat(clean)
                .containsEntry("author_name", "Ada")
                .containsEntry("branch", "trunk")
                .containsEntry("commit_message", "Shorten the prompt")
                .containsEntry("remote_url", "https://example.org/team/bot.git")
                .containsEntry("is_dirty", false);
        assertThat(clean.get("commit_hash").toString())
                .hasSize(40)
                .startsWith(clean.get("commit_hash_short").toString());
        assertThat(dirty).containsEntry("is_dirty", true);
        assertThat(clean.toString()).doesNotContain("ada@example.org", "s3cret");
    }

    @Test
    void of_folderWithoutGit_isEmpty() {
        assertThat(GitMetadata.of(folder)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://token@example.org/a/b.git, https://example.org/a/b.git",
        "https://u:p@example.org:8443/a.git?key=1#x, https://example.org:8443/a.git",
        "ssh://git@example.org:22/a.git, ssh://example.org:22/a.git",
        "git@example.org:a/b.git, git@example.org:a/b.git",
        "u:p@example.org:a/b.git, example.org:a/b.git",
        "https://u:p%ZZ@ex_ample/a.git?t=1, https://ex_ample/a.git",
        "https://u:p@ss/word@example.org/a.git, https://example.org/a.git",
        "/srv/git/a.git, /srv/git/a.git"
    })
    void withoutCredentials_anyRemote_holdsNone(String remote, String expected) {
        assertThat(GitMetadata.withoutCredentials(remote)).isEqualTo(expected);
    }
}
