package dev.fabula.query;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** How many entries a page has. */
@Component
public final class PageSize {

    private final int most;

    PageSize(QueryProperties properties) {
        this.most = properties.pageSize();
    }

    /** @throws ResponseStatusException 400 naming the limit */
    public int of(int wanted) {
        if (wanted < 1 || wanted > most) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST, "limit is 1 to " + most + " (fabula.query.page-size)");
        }
        return wanted;
    }
}
