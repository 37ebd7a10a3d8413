// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.privacy;

import java.util.Locale;
import java.util.regex.Pattern;

/** Check digits, so that any long number is not taken for a card or an account. */
final class Checksums {
    private static final Pattern BETWEEN = Pattern.compile("[^A-Za-z0-9]");

    private Checksums() {}

    /** Luhn's formula (ISO/IEC 7812-1, annex B) over the digits; blanks and hyphens do not count. */
    static boolean isCardNumber(String text) {
        int sum = 0;
        int digits = 0;
        boolean doubled = false;
        for (int i = text.length() - 1; i >= 0; i--) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                continue;
            }
            int weighted = doubled ? 2 * digit : digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
            doubled = !doubled;
            digits++;
        }
        return digits >= 13 && digits <= 19 && sum % 10 == 0 && sum > 0;
    }

    /** Returns how much of the text, from its begin, is a card number: a group of digits after it may be something else. */
    static int cardLength(String text) {
        for (int length = text.length(); length >= 13; length--) {
            boolean groupEnds = length == text.length() || !Character.isDigit(text.charAt(length));
            if (groupEnds && Character.isDigit(text.charAt(length - 1)) && isCardNumber(text.substring(0, length))) {
                return length;
            }
        }
        return 0;
    }

    /** Returns how much of the text, from its begin, is an account: words after it may look like a part of it. */
    static int ibanLength(String text) {
        for (int length = text.length(); length >= 15; length--) {
            if (Character.isLetterOrDigit(text.charAt(length - 1)) && isIban(text.substring(0, length))) {
                return length;
            }
        }
        return 0;
    }

    /** MOD 97-10 (ISO 7064) over the account with its first four characters moved to the end. */
    static boolean isIban(String text) {
        String account = BETWEEN.matcher(text).replaceAll("").toUpperCase(Locale.ROOT);
        if (account.length() < 15 || account.length() > 34) {
            return false;
        }
        int remainder = 0;
        for (int i = 0; i < account.length(); i++) {
            int value = Character.digit(account.charAt((i + 4) % account.length()), 36);
            if (value < 0) {
                return false;
            }
            remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
        }
        return remainder == 1;
    }
}
