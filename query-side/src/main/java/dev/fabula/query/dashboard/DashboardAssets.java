package dev.fabula.query.dashboard;

import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What the page loads: modules and styles of ours, and the libraries that its import map names, no others. */
@Component
class DashboardAssets implements WebMvcConfigurer {

    /** On the class path. */
    static final String FOLDER = "/dashboard/";

    private static final Duration YEAR = Duration.ofDays(365);

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        // Asked for again at each visit, and answered with 304 unless a newer build is there.
        registry.addResourceHandler("/dashboard/assets/**")
                .addResourceLocations("classpath:" + FOLDER + "assets/")
                .setCacheControl(CacheControl.noCache());
        // Their path says the version, so what was fetched once never changes.
        for (String folder : ImportMap.FOLDERS.values()) {
            registry.addResourceHandler(ImportMap.PATH + folder + "/**")
                    .addResourceLocations("classpath:/META-INF/resources/webjars/" + folder + '/')
                    .setCacheControl(CacheControl.maxAge(YEAR).cachePublic().immutable());
        }
    }
}
