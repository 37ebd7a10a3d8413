// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.privacy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Ready maskers. What they find is replaced by {@code [masked: <what>]}. All are thread-safe. */
public final class Maskers {
    private static final Map<String, Supplier<Masker>> BY_NAME = Map.of(
            "api_key", Maskers::apiKeys,
            "email", Maskers::emails,
            "card", Maskers::cardNumbers,
            "iban", Maskers::ibans,
            "phone", Maskers::phoneNumbers);

    private static final Pattern API_KEY = Pattern.compile("\\b(?:sk-[A-Za-z0-9_-]{16,}+|hh_[A-Za-z0-9_-]{16,}+"
            + "|AKIA[0-9A-Z]{16}\\b|AIza[0-9A-Za-z_-]{35}|gh[pousr]_[A-Za-z0-9]{36,}+|github_pat_[A-Za-z0-9_]{40,}+"
            + "|xox[abprs]-[A-Za-z0-9-]{10,}+|eyJ[A-Za-z0-9_-]{10,}+\\.[A-Za-z0-9_-]{10,}+\\.[A-Za-z0-9_-]++)"
            + "|(?i:\\bbearer\\s++)[A-Za-z0-9._~+/-]{16,}+=*+");
    private static final Pattern EMAIL = Pattern.compile(
            "(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}+@(?:[A-Za-z0-9-]{1,63}+\\.){1,8}[A-Za-z]{2,24}(?![A-Za-z0-9])");
    private static final Pattern CARD = Pattern.compile("(?<![\\d.])\\d(?:[ -]?\\d){12,18}(?!\\d)");
    private static final Pattern IBAN = Pattern.compile(
            "(?<![A-Za-z0-9])[A-Z]{2}\\d{2}(?: ?[A-Z0-9]){11,30}(?![A-Za-z0-9])", Pattern.CASE_INSENSITIVE);
    private static final Pattern PHONE =
            Pattern.compile("(?<![\\w.+-])(?:\\+\\d{1,3}[ .-]?(?:\\(\\d{1,4}\\)[ .-]?)?\\d(?:[ .-]?\\d){5,12}"
                    + "|(?:\\(\\d{3}\\) ?|\\d{3}[.-])\\d{3}[.-]\\d{4})(?![\\w-])");

    private Maskers() {}

    /** Hides keys of model vendors, clouds and code hosts, JSON web tokens and bearer tokens. */
    public static Masker apiKeys() {
        return pattern("api_key", API_KEY);
    }

    /** Hides e-mail addresses. */
    public static Masker emails() {
        return pattern("email", EMAIL);
    }

    /** Hides payment card numbers: 13 to 19 digits whose check digit is right (ISO/IEC 7812, Luhn). */
    public static Masker cardNumbers() {
        return found("card", CARD, text -> Checksums.isCardNumber(text) ? text.length() : 0);
    }

    /** Hides bank account numbers whose check digits are right (ISO 13616, MOD 97-10). */
    public static Masker ibans() {
        return found("iban", IBAN, Checksums::ibanLength);
    }

    /** Hides phone numbers: international ones with a plus sign, and ten digits grouped 3-3-4. */
    public static Masker phoneNumbers() {
        return pattern("phone", PHONE);
    }

    /** Hides what the pattern finds. */
    public static Masker pattern(String what, Pattern pattern) {
        return found(what, pattern, String::length);
    }

    /**
     * Hides all of a value whose key has one of these names as a segment, whatever its case: {@code password} hides
     * {@code honeyhive_inputs.user.Password}.
     */
    public static Masker keys(String... names) {
        Set<String> hidden =
                Arrays.stream(names).map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        return (key, value) -> {
            for (String segment : List.of(key.toLowerCase(Locale.ROOT).split("\\.", -1))) {
                if (hidden.contains(segment)) {
                    return replacement(segment);
                }
            }
            return value;
        };
    }

    /** Returns the ready masker of a name: {@code api_key}, {@code email}, {@code card}, {@code iban}, {@code phone}. */
    public static Optional<Masker> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name)).map(Supplier::get);
    }

    /** Replaces as much of each match, from its begin, as {@code secretLength} says. */
    private static Masker found(String what, Pattern pattern, ToIntFunction<String> secretLength) {
        String replacement = replacement(what);
        return (key, value) -> pattern.matcher(value).replaceAll(match -> {
            String text = match.group();
            int length = secretLength.applyAsInt(text);
            return Matcher.quoteReplacement(length == 0 ? text : replacement + text.substring(length));
        });
    }

    private static String replacement(String what) {
        return "[masked: " + what + "]";
    }
}
