package dev.fabula.gedcom;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Formats of files: 5.5.1 names the ending, 7.0 the media type. */
final class MediaFormats {
    private MediaFormats() {}

    private static final String UNREGISTERED = "application/x-";
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("bmp", "image/bmp"),
            Map.entry("gif", "image/gif"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("png", "image/png"),
            Map.entry("tif", "image/tiff"),
            Map.entry("webp", "image/webp"),
            Map.entry("pdf", "application/pdf"),
            Map.entry("txt", "text/plain"),
            Map.entry("htm", "text/html"),
            Map.entry("rtf", "application/rtf"),
            Map.entry("mp3", "audio/mpeg"),
            Map.entry("wav", "audio/wav"),
            Map.entry("mp4", "video/mp4"),
            Map.entry("mpg", "video/mpeg"),
            Map.entry("mov", "video/quicktime"));
    private static final Map<String, String> OTHER_ENDINGS =
            Map.of("jpeg", "jpg", "tiff", "tif", "html", "htm", "mpeg", "mpg", "text", "txt");
    private static final Map<String, String> ENDINGS = new HashMap<>();

    static {
        TYPES.forEach((ending, type) -> ENDINGS.put(type, ending));
    }

    static String seven(String five) {
        String ending = five.strip().toLowerCase(Locale.ROOT);
        if (ending.contains("/")) return five;
        String usual = OTHER_ENDINGS.getOrDefault(ending, ending);
        return TYPES.getOrDefault(usual, UNREGISTERED + ending);
    }

    static String five(String seven) {
        String type = seven.strip().toLowerCase(Locale.ROOT);
        if (type.startsWith(UNREGISTERED)) return type.substring(UNREGISTERED.length());
        return ENDINGS.getOrDefault(type, seven);
    }
}
