// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.experiments.DatasetSync.Change;
import ai.honeyhive.experiments.DatasetSync.Conflict;
import ai.honeyhive.experiments.DatasetSync.Kind;
import ai.honeyhive.experiments.DatasetSync.Side;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatasetMergeTest {
    /** Rows as {@code id=content}; without an id the content alone. */
    private static Dataset rows(String rows) {
        return Dataset.ofRows(Stream.of(rows.split(" ", -1))
                .filter(row -> !row.isEmpty())
                .map(row -> row.contains("=")
                        ? Map.of("id", row.split("=", 2)[0], "inputs", Map.of("q", row.split("=", 2)[1]))
                        : Map.of("inputs", Map.of("q", row)))
                .toList());
    }

    private static String text(Dataset rows) {
        return rows.datapoints().stream()
                .map(row -> (row.toMap().containsKey("id") ? row.toMap().get("id") + "=" : "")
                        + row.inputs().get("q"))
                .collect(Collectors.joining(" "));
    }

    private static DatasetMerge merge(String before, String file, String server, @Nullable Side preferred) {
        return new DatasetMerge(DatasetMerge.contents(rows(before)), rows(file), rows(server), preferred);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            value = {
                "a=1 b=1 | a=1 b=1 | a=1 b=1 | a=1 b=1 | nothing new",
                "a=1 b=1 | a=1 b=2 | a=3 b=1 | a=3 b=2 | each changed another row",
                "a=1 b=1 | a=1 | a=1 b=1 c=1 | a=1 c=1 | removed here, added there",
                "a=1 b=1 | a=1 b=2 | a=1 b=2 | a=1 b=2 | the same change twice",
                "a=1 b=1 | '' | a=1 b=1 | '' | all removed",
                "'' | a=1 b=1 | b=1 c=1 | a=1 b=1 c=1 | never synced",
                "'' | '' | a=1 b=1 | a=1 b=1 | no file",
                "x y x | x y x | y x z | y x z | rows without ids, two alike",
                "x y | x | x y y | x y | removed once and added once",
                "a=1 b=1 c=1 | c=1 a=1 b=1 | a=1 n=1 b=1 c=1 | c=1 a=1 n=1 b=1 | order of the file, place of the new row",
                "a=1 b=1 c=1 | a=1 n=1 b=1 c=1 | c=1 b=1 a=1 | c=1 b=1 a=1 n=1 | order of the server",
                "a=1 b=1 | f=1 a=1 b=1 g=1 | a=1 b=1 h=1 | f=1 a=1 b=1 h=1 g=1 | new rows at both ends"
            })
    void merged_hasTheNewsOfBoth(String before, String file, String server, String merged, String why) {
        DatasetMerge merge = merge(before, file, server, null);

        assertThat(merge.conflicts()).isEmpty();
        assertThat(text(merge.merged())).as(why).isEqualTo(merged);
    }

    @Test
    void changes_sayWhatHappenedWhere() {
        DatasetMerge merge = merge("a=1 b=1 c=1 d=1", "a=2 c=1 d=1 n=1", "a=1 b=1 d=3 m=1", null);

        assertThat(merge.changes())
                .containsExactlyInAnyOrder(
                        new Change(Side.FILE, Kind.CHANGED, "EXT-a"),
                        new Change(Side.FILE, Kind.REMOVED, "EXT-b"),
                        new Change(Side.FILE, Kind.ADDED, "EXT-n"),
                        new Change(Side.SERVER, Kind.REMOVED, "EXT-c"),
                        new Change(Side.SERVER, Kind.CHANGED, "EXT-d"),
                        new Change(Side.SERVER, Kind.ADDED, "EXT-m"));
    }

    @Test
    void conflicts_areNamed_andDecidedForTheSideThatIsPreferred() {
        String before = "a=1 b=1 c=1";
        String file = "a=2 c=2";
        String server = "a=3 b=3";

        assertThat(merge(before, file, server, null).conflicts())
                .extracting(Conflict::toString)
                .containsExactlyInAnyOrder(
                        "EXT-a, changed in the file and changed on the server: inputs",
                        "EXT-b, removed in the file and changed on the server",
                        "EXT-c, changed in the file and removed on the server");
        assertThat(text(merge(before, file, server, Side.FILE).merged())).isEqualTo("a=2 c=2");
        assertThat(text(merge(before, file, server, Side.SERVER).merged())).isEqualTo("a=3 b=3");
        assertThat(merge(before, file, server, Side.SERVER).changes())
                .contains(new Change(Side.SERVER, Kind.REMOVED, "EXT-c"));
    }

    @Test
    void conflicts_ofSidesThatWereNeverTheSame_areRowsOfOneIdWithAnotherContent() {
        assertThat(merge("", "a=1 b=1", "a=2 c=1", null).conflicts())
                .extracting(Conflict::rowId)
                .isEqualTo(List.of("EXT-a"));
    }
}
