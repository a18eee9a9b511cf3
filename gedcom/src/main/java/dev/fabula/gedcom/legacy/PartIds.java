package dev.fabula.gedcom.legacy;

/** Gives names and facts their ids: the same for the same place in a record, so that a newer file changes what an older one told. */
@FunctionalInterface
public interface PartIds {

    /** @param place in the record: a tag, and which of those it is, from 1 */
    String of(String tag, int place);
}
