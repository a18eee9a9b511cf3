package dev.fabula.projection.analytics;

/** {@code <grain>/<time>/<provider>/<model>}. */
record GenerationKey(Bucket bucket, Model model) {

    /** @param provider empty for what no model answered */
    record Model(String provider, String name) {
        static final Model NONE = new Model("", "");
    }

    @Override
    public String toString() {
        return bucket.key(model.provider(), model.name());
    }
}
