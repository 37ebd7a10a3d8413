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

    /** As people and programs write them. */
    @ParameterizedTest(name = "{0} in \"{1}\"")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "iban    | nl91 abna 0417 1643 00 ok",
                "iban    | FR14 2004 1010 0505 0001 3M02 606",
                "iban    | mt84malt011000012345mtlcast001s",
                "iban    | NO93-8601-1117-947.",
                "iban    | Ref NR12 pay to DE89 3704 0044 0532 0130 00",
                "iban    | {\"account\":\"CH93 0076 2011 6238 5295 7\"}",
                "iban    | AB12 CD34 EF56 and then BR1800360305000010009795493C1, bye",
                "card    | order 2024 4111 1111 1111 1111",
                "card    | 4111 1111 1111 1111 123",
                "card    | 1 2 4111-1111-1111-1111 12/27",
                "card    | 4111.1111.1111.1111",
                "card    | 3782-822463-10005",
                "card    | 30569309025904",
                "card    | {\"card\":\"6011111111111117\"}",
                "email   | jürgen.groß@müller-söhne.de",
                "email   | mailto:ann@mail.example.com?subject=x",
                "email   | https://x.test/?u=ann%40mail.example.com&v=1",
                "email   | user@xn--mller-kva.xn--p1ai",
                "email   | <ann@a.b.c.d.example.museum>",
                "phone   | +1 (415) 555-2671",
                "phone   | +1-415-555-2671",
                "phone   | +14155552671",
                "phone   | tel:+33 1 23 45 67 89",
                "phone   | 0049 30 901820",
                "phone   | +49 (0)30 901820",
                "phone   | +49/30/901820",
                "phone   | 415 555 2671",
                "phone   | 1-415-555-2671",
                "phone   | 415.555.2671",
                "phone   | 020 7946 0958",
                "phone   | 06 12 34 56 78",
                "api_key | sk-ant-api03-AbCdEf0123456789-xyz_AA",
                "api_key | OPENAI_sk-proj-abcdefghijklmnop1234",
                "api_key | ghp_0123456789abcdefghijABCDEFGHIJ012345",
                "api_key | github_pat_11ABCDEFG0abcdefghijkl_0123456789abcdefghijklmnopqrstuvwxyzABCDEF",
                "api_key | glpat-0123456789abcdefghij",
                "api_key | ASIAIOSFODNN7EXAMPLE",
                "api_key | AIzaSyA-0123456789abcdefghijklmnopqrstu",
                "api_key | xoxb-123456789012-abcdefGHIJ",
                "api_key | sk_live_0123456789abcdefABCDEF",
                "api_key | hf_abcdefghijklmnopqrstuvwxyz012345",
                "api_key | gsk_abcdefghijklmnopqrstuvwxyz0123456789",
                "api_key | SG.abcdefghijklmnopqrstuv.abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
                "api_key | npm_abcdefghijklmnopqrstuvwxyz0123456789",
                "api_key | authorization: bearer abcdefghijklmnopqrst",
                "api_key | Authorization: Basic dXNlcjpwYXNzd29yZDEyMw==",
                "api_key | {\"jwt\":\"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U\"}",
                "api_key | eyJhbGciOiJub25lIn0.eyJzdWIiOiIxMjM0NTY3ODkwIn0.",
                "api_key | https://x.test/?api_key=0123456789abcdef&q=1",
                "api_key | {\"apiKey\": \"0123456789abcdef\"}",
                "api_key | {\\\"password\\\":\\\"hunter2!\\\"}",
            })
    void named_realVariants_leaveNoDigitOrLetterOfTheSecret(String name, String value) {
        String masked = Maskers.named(name).orElseThrow().mask("key", value);

        assertThat(masked).contains("[masked: " + name + "]").doesNotContainPattern(SECRETS);
    }

    /** The longest pieces of what is hidden above. */
    private static final Pattern SECRETS =
            Pattern.compile("(?i)1643|3M02|malt0|1117|0130 00|6238|03050|1111|822463|0259"
                    + "|groß|söhne|mail\\.example|p1ai|museum|555|2671|2345678|23 45|901820|7946|34 56|0123456|abcdefg|abcdefghij"
                    + "|IOSFODNN|dXNlcj|eyJ|hunter2");

    @ParameterizedTest(name = "{0} in \"{1}\"")
    @CsvSource(
            delimiter = '|',
            value = {
                "api_key | global-something-with-a-very-long-name",
                "api_key | hf_transformers_pipeline_configuration",
                "api_key | the password is required, and the token count 12345678901234567890",
                "card    | 1234567890123456 and 0.4111111111111111",
                "iban    | the words in here look like none of them at all",
                "phone   | 2026-11-22 10:00:00 and 192.168.100.200 and 1000 2000 3000",
                "phone   | 17.0.16+8 and 3.141592653589793",
                "email   | @annotation and a @ b and user@host",
            })
    void named_ordinaryText_isLeftAlone(String name, String value) {
        assertThat(Maskers.named(name).orElseThrow().mask("key", value)).isEqualTo(value);
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
