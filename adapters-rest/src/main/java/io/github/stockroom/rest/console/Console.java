package io.github.stockroom.rest.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The page and all files that it needs, ready to be served. Immutable and thread-safe. */
final class Console {

    private static final String FILES = "console/";
    private static final String ASSETS = "/console/assets/";
    private static final Pattern REFERENCE = Pattern.compile("(?<= (?:src|href)=\")[\\w.-]+(?=\")");
    private static final String END_OF_HEAD = "</head>";
    private static final String PREFIX = "{prefix}";

    private final String page;
    private final Map<String, Asset> assets;

    private Console(String page, Collection<Asset> assets) {
        this.page = page;
        this.assets = assets.stream().collect(Collectors.toUnmodifiableMap(Asset::name, Function.identity()));
    }

    /** @throws IllegalStateException when a file is not there, or files import each other in a circle */
    static Console load() {
        var bundle = new AssetBundle(ImportMap.load());
        List<String> references = new ArrayList<>();
        String page = REFERENCE
                .matcher(new String(AssetBundle.read(FILES + "index.html"), UTF_8))
                .replaceAll(file -> {
                    references.add(FILES + file.group());
                    return url(bundle.add(FILES + file.group()));
                });
        // Names for preloading all modules that are needed at once: without it, the browser learns of each module only
        // from the one that imports it.
        String preloads = bundle.neededBy(references).stream()
                .filter(asset -> asset.type().equals(AssetBundle.SCRIPT) && !page.contains(asset.name()))
                .map(asset -> "<link rel=\"modulepreload\" href=\"" + url(asset) + "\">\n")
                .collect(Collectors.joining());
        return new Console(page.replace(END_OF_HEAD, preloads + END_OF_HEAD), bundle.assets());
    }

    /** @param prefix of the path under which clients reach this service; empty, or with a slash at the start only */
    byte[] page(String prefix) {
        return page.replace(PREFIX, prefix).getBytes(UTF_8);
    }

    @Nullable
    Asset asset(String name) {
        return assets.get(name);
    }

    private static String url(Asset asset) {
        return PREFIX + ASSETS + asset.name();
    }
}
