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

    /** Where a word may begin: also after an underscore, as in {@code KEY_sk-...}. */
    private static final String WORD = "(?<![A-Za-z0-9])";

    /** Prefixes by which vendors mark their keys, with the least that follows. */
    private static final String VENDOR_KEYS = WORD + "(?:sk-[A-Za-z0-9_-]{16,}+|hh_[A-Za-z0-9_-]{16,}+"
            + "|(?:AKIA|ASIA)[0-9A-Z]{16}(?![0-9A-Z])|AIza[0-9A-Za-z_-]{35}|ya29\\.[0-9A-Za-z_-]{20,}+"
            + "|gh[pousr]_[A-Za-z0-9]{36,}+|github_pat_[A-Za-z0-9_]{40,}+|gl(?:pat|dt|rt|cbt|ptt|ft|soat)-[A-Za-z0-9_-]{20,}+"
            + "|xox[abeoprs]-[A-Za-z0-9-]{10,}+|xapp-[A-Za-z0-9-]{10,}+"
            + "|(?:sk|pk|rk)_(?:live|test)_[A-Za-z0-9]{16,}+|whsec_[A-Za-z0-9+/=]{16,}+"
            + "|(?:hf|gsk|npm|r8|dop_v1|shp(?:at|ca|pa|ss)|lin_api|lsv2_pt|lsv2_sk)_[A-Za-z0-9]{20,}+(?:_[A-Za-z0-9]+)?"
            + "|pcsk_[A-Za-z0-9_]{20,}+|(?:pk-lf|xai|pplx|pypi|nvapi|csk)-[A-Za-z0-9_-]{20,}+|dapi[0-9a-f]{32}"
            + "|SG\\.[A-Za-z0-9_-]{16,}+\\.[A-Za-z0-9_-]{16,}+|hv[sbr]\\.[A-Za-z0-9_-]{20,}+"
            + "|\\d{8,10}:AA[A-Za-z0-9_-]{33})";

    /** JSON web tokens, signed, unsigned and encrypted: three to five parts, of which some may be empty. */
    private static final String WEB_TOKEN = WORD + "eyJ[A-Za-z0-9_-]{8,}+(?:\\.[A-Za-z0-9_-]*+){2,4}";

    private static final String AUTHORIZATION =
            "(?i:\\bbearer\\s++|\\b(?:basic|token)\\s++(?=[A-Za-z._~+/-]*[0-9=]))[A-Za-z0-9._~+/-]{16,}+=*+";

    private static final String PRIVATE_KEY =
            "-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[^-]{0,16384}+(?:-----END [A-Z ]{0,30}PRIVATE KEY-----)?";

    private static final Pattern API_KEY =
            Pattern.compile(String.join("|", VENDOR_KEYS, WEB_TOKEN, AUTHORIZATION, PRIVATE_KEY));
    /** A value that its name, in a text such as a query, a header or JSON, gives away; the name stays. */
    private static final Pattern NAMED_SECRET = Pattern.compile("(?i)((?<![a-z])(?:api[_-]?key|access[_-]?token"
            + "|secret[_-]?access[_-]?key|client[_-]?secret|password|passwd)\\\\?[\"']?\\s?[:=]\\s?\\\\?[\"']?)"
            + "(?!\\[masked)[^\\s\"'&,;{}\\\\]{6,}+");

    private static final Pattern EMAIL = Pattern.compile("(?<![\\p{L}\\p{N}._+-])[\\p{L}\\p{N}._+-]{1,256}+(?:@|%40)"
            + "(?:[\\p{L}\\p{N}-]{1,63}+\\.){1,8}(?:xn--[A-Za-z0-9-]{1,59}+|\\p{L}{2,63}+)(?![\\p{L}\\p{N}])");
    /** What people put between groups of digits: blanks, also those that do not break, and hyphens of any length. */
    private static final String BETWEEN = "[ \\u00a0\\u2007\\u2009\\u202f\\u2010-\\u2015-]?";

    private static final Pattern CARD = Pattern.compile("(?<![\\d.])\\d(?:" + BETWEEN + "\\d){12,18}(?!\\d)"
            + "|(?<![\\d.])\\d{4}\\.\\d{4}\\.\\d{4}\\.\\d{4}(?![\\d.])");
    private static final Pattern IBAN = Pattern.compile(
            "(?<![A-Za-z0-9])[A-Z]{2}\\d{2}(?:" + BETWEEN + "[A-Z0-9]){11,30}(?![A-Za-z0-9])",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern PHONE = Pattern.compile("(?<![\\w.+-])(?:"
            + "\\+[1-9]\\d{0,2}[ .\\u00a0/-]?(?:\\(\\d{1,4}\\)[ .\\u00a0/-]?)?\\d(?:[ .\\u00a0/-]?\\d){5,12}"
            + "|00[1-9]\\d{0,2}[ ./-](?:\\(\\d{1,4}\\)[ ./-]?)?\\d(?:[ ./-]?\\d){5,12}"
            + "|(?:1[ .-])?(?:(?:\\(\\d{3}\\) ?|\\d{3}[.-])\\d{3}[.-]\\d{4}|(?:\\([2-9]\\d{2}\\) ?|[2-9]\\d{2} )[2-9]\\d{2} \\d{4})"
            + "|\\(0\\d{1,4}\\) ?\\d(?:[ /-]?\\d){4,9}"
            + "|0\\d{2,4}[ /-]\\d{3,4}[ -]?\\d{3,4}"
            + "|0[1-9](?:[ .]\\d{2}){4})(?![\\w-])");

    private Maskers() {}

    /**
     * Hides keys of model vendors, clouds, code hosts and the like by their prefixes, JSON web tokens, bearer and basic
     * authorization, private keys, and what stands after names such as {@code api_key=} or {@code "password": "}.
     */
    public static Masker apiKeys() {
        Masker keys = pattern("api_key", API_KEY);
        String replacement = "$1" + Matcher.quoteReplacement(replacement("api_key"));
        return (key, value) -> {
            String masked = keys.mask(key, value);
            return masked == null ? null : NAMED_SECRET.matcher(masked).replaceAll(replacement);
        };
    }

    /** Hides e-mail addresses, international ones and those inside URLs included. */
    public static Masker emails() {
        return pattern("email", EMAIL);
    }

    /** Hides payment card numbers: 13 to 19 digits whose check digit is right (ISO/IEC 7812, Luhn). */
    public static Masker cardNumbers() {
        return found("card", CARD, Checksums::cardLength);
    }

    /** Hides bank account numbers whose check digits are right (ISO 13616, MOD 97-10). */
    public static Masker ibans() {
        return found("iban", IBAN, Checksums::ibanLength);
    }

    /**
     * Hides phone numbers: international ones with a plus sign or 00, ten digits grouped 3-3-4, and national ones that begin
     * with 0 and are grouped.
     */
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

    /**
     * Replaces as much of each match, from its begin, as {@code secretLength} says. Where it says nothing, a secret may still
     * begin inside: {@code NR12 to DE89 3704 ...} looks like one account.
     */
    private static Masker found(String what, Pattern pattern, ToIntFunction<String> secretLength) {
        String replacement = replacement(what);
        return (key, value) -> {
            Matcher matcher = pattern.matcher(value);
            StringBuilder masked = null;
            int copied = 0;
            int from = 0;
            while (from <= value.length() && matcher.find(from)) {
                int length = secretLength.applyAsInt(matcher.group());
                if (length == 0) {
                    from = matcher.start() + 1;
                    continue;
                }
                masked = masked == null ? new StringBuilder(value.length()) : masked;
                masked.append(value, copied, matcher.start()).append(replacement);
                copied = matcher.start() + length;
                from = copied;
            }
            return masked == null
                    ? value
                    : masked.append(value, copied, value.length()).toString();
        };
    }

    private static String replacement(String what) {
        return "[masked: " + what + "]";
    }
}
