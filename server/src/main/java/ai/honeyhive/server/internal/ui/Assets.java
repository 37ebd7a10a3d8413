// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.ui;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Files of the page, from the class path alone: a path names a resource below one of two roots or nothing. */
public final class Assets {
    private static final String PAGE = "ai/honeyhive/server/ui/";
    private static final String WEBJARS = "META-INF/resources/webjars/";
    private static final String LIBRARY = "lib/";
    private static final List<String> LIBRARIES = List.of("preact", "papaparse", "uplot");
    private static final Pattern SEGMENTS =
            Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "mjs", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "json", "application/json",
            "map", "application/json",
            "svg", "image/svg+xml",
            "png", "image/png",
            "woff2", "font/woff2",
            "ico", "image/x-icon");

    private final Map<String, Asset> loaded = new ConcurrentHashMap<>();
    private final Map<String, String> libraryRoots = libraryRoots();

    /** One file. */
    public static final class Asset {
        private final byte[] content;
        private final String contentType;
        private final String etag;
        private volatile byte @Nullable [] compressed;

        private Asset(byte[] content, String contentType) {
            this.content = content;
            this.contentType = contentType;
            this.etag = Assets.etag(content);
        }

        public byte[] content() {
            return content;
        }

        /** The content as gzip, made when first asked for: most modules are only read to make larger files of them. */
        public byte[] compressed() {
            byte[] known = compressed;
            if (known == null) {
                known = gzip(content);
                compressed = known;
            }
            return known;
        }

        public String contentType() {
            return contentType;
        }

        /** Changes with the content. */
        public String etag() {
            return etag;
        }
    }

    /** The file at a path below {@code /assets/}. */
    public Optional<Asset> find(String path) {
        String type = type(path);
        if (type == null || !SEGMENTS.matcher(path).matches()) {
            return Optional.empty();
        }
        Asset known = loaded.get(path);
        if (known != null) {
            return Optional.of(known);
        }
        String resource = resource(path);
        byte[] content = resource == null ? null : read(resource);
        if (content == null) {
            return Optional.empty();
        }
        var asset = new Asset(content, type);
        loaded.put(path, asset);
        return Optional.of(asset);
    }

    /** Adds a file that was made of others. */
    void add(String path, String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        var asset = new Asset(content, requireNonNull(type(path), path));
        asset.compressed(); // the first who opens the page does not wait for it
        loaded.put(path, asset);
    }

    /** A document that was made, not read. */
    static Asset html(String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        return new Asset(content, TYPES.getOrDefault("html", "text/html"));
    }

    private static @Nullable String type(String path) {
        return TYPES.get(path.substring(path.lastIndexOf('.') + 1));
    }

    private @Nullable String resource(String path) {
        if (!path.startsWith(LIBRARY)) {
            return PAGE + path;
        }
        int end = path.indexOf('/', LIBRARY.length());
        String root = end < 0 ? null : libraryRoots.get(path.substring(LIBRARY.length(), end));
        return root == null ? null : root + path.substring(end + 1);
    }

    private static byte @Nullable [] read(String resource) {
        try (InputStream in = Assets.class.getClassLoader().getResourceAsStream(resource)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the resource " + resource + " cannot be read", e);
        }
    }

    /** A WebJar keeps its files below its version; the page should not have to know it. */
    private static Map<String, String> libraryRoots() {
        Map<String, String> roots = new HashMap<>();
        for (String library : LIBRARIES) {
            byte[] pom = read("META-INF/maven/org.webjars.npm/" + library + "/pom.properties");
            if (pom == null) {
                throw new IllegalStateException("the library " + library + " of the page is missing on the class path");
            }
            var properties = new Properties();
            try (var in = new ByteArrayInputStream(pom)) {
                properties.load(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            roots.put(library, WEBJARS + library + "/" + properties.getProperty("version") + "/");
        }
        return roots;
    }

    private static String etag(byte[] content) {
        return '"' + HexFormat.of().formatHex(sha256(content), 0, 12) + '"';
    }

    /** Files of the page are compressed once, and so as small as they get. */
    private static byte[] gzip(byte[] content) {
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        }) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }

    static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
