package dev.fabula.gedcom;

import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of records: 7.0 has capital letters, digits and underscores alone. Others are spelt, in a way that can be read back. */
final class Xrefs {
    private Xrefs() {}

    private static final Pattern SEVEN = Pattern.compile("@[A-Z0-9_]+@");
    private static final Pattern SPELT = Pattern.compile("_([0-9A-F]{4})_");
    private static final String BEGIN = "X_";

    static String seven(String five) {
        boolean misread = five.startsWith("@" + BEGIN) && !five(five).equals(five);
        if (SEVEN.matcher(five).matches() && !misread) return five;
        StringBuilder spelt = new StringBuilder("@").append(BEGIN);
        for (char c : five.substring(1, five.length() - 1).toCharArray())
            if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) spelt.append(c);
            else
                spelt.append('_')
                        .append(HexFormat.of().withUpperCase().toHexDigits(c))
                        .append('_');
        return spelt.append('@').toString();
    }

    static String five(String seven) {
        if (!seven.startsWith("@" + BEGIN)) return seven;
        Matcher spelt = SPELT.matcher(seven.substring(1 + BEGIN.length(), seven.length() - 1));
        StringBuilder plain = new StringBuilder("@");
        boolean any = false;
        while (spelt.find()) {
            any = true;
            spelt.appendReplacement(
                    plain, Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(spelt.group(1), 16))));
        }
        spelt.appendTail(plain);
        String name = plain.append('@').toString();
        return any && GedcomStructure.isPointer(name) ? name : seven;
    }
}
