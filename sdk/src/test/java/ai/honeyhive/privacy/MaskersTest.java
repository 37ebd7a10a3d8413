// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskersTest {
    @ParameterizedTest(name = "{0} in \"{1}\"")
    @CsvSource(
            delimiter = '|',
            value = {
                "email   | write to ann.smith+x@mail.example.com, please      | write to [masked: email], please",
                "email   | not@one and @two and a@b                           | not@one and @two and a@b",
                "card    | pay with 4111 1111 1111 1111 now                    | pay with [masked: card] now",
                "card    | 378282246310005 or 5500-0000-0000-0004              | [masked: card] or [masked: card]",
                "card    | order 4111111111111112 has a wrong check digit      | order 4111111111111112 has a wrong check digit",
                "card    | at 1700000000000 ms                                 | at 1700000000000 ms",
                "iban    | to DE89 3704 0044 0532 0130 00 by Friday            | to [masked: iban] by Friday",
                "iban    | DE89370400440532013000 BY FRIDAY                    | [masked: iban] BY FRIDAY",
                "iban    | GB82WEST12345698765432                              | [masked: iban]",
                "iban    | GB83WEST12345698765432                              | GB83WEST12345698765432",
                "phone   | call +49 30 901820 or (555) 123-4567                | call [masked: phone] or [masked: phone]",
                "phone   | version 1.2.3-4567 on 2026-11-22                    | version 1.2.3-4567 on 2026-11-22",
                "api_key | key sk-proj-abcdefghijklmnop1234 leaked             | key [masked: api_key] leaked",
                "api_key | AKIAIOSFODNN7EXAMPLE                                | [masked: api_key]",
                "api_key | Authorization: Bearer abcdefghijklmnopqrstuvwxyz123 | Authorization: [masked: api_key]",
                "api_key | task-force and hh_short                             | task-force and hh_short",
            })
    void named_findsItsKindAndNothingElse(String name, String value, String expected) {
        Masker masker = Maskers.named(name).orElseThrow();

        assertThat(masker.mask("key", value)).isEqualTo(expected);
    }

    @Test
    void keys_anySegmentInAnyCase_hidesTheWholeValue() {
        Masker masker = Maskers.keys("password", "ssn");

        assertThat(masker.mask("honeyhive_inputs.user.Password", "hunter2")).isEqualTo("[masked: password]");
        assertThat(masker.mask("honeyhive_inputs.passwords", "hunter2")).isEqualTo("hunter2");
    }

    @Test
    void pattern_replacementSigns_areTakenAsText() {
        assertThat(Maskers.pattern("a$1", Pattern.compile("x")).mask("k", "axb"))
                .isEqualTo("a[masked: a$1]b");
    }

    @Test
    void all_longHostileTexts_stayQuick() {
        for (String name : new String[] {"api_key", "email", "card", "iban", "phone"}) {
            Masker masker = Maskers.named(name).orElseThrow();
            for (String unit : new String[] {"a", "1", "1 ", "a.", "a@", "+1 ", "AB12 ", "sk-", "eyJ", "-"}) {
                String text = unit.repeat(200_000 / unit.length());
                Assertions.assertTimeoutPreemptively(
                        Duration.ofSeconds(10), () -> masker.mask("key", text), name + " on " + unit);
            }
        }
    }
}
