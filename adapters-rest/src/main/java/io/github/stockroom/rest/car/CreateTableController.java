package io.github.stockroom.rest.car;

import io.github.stockroom.rest.http.Exchange;
import java.nio.charset.StandardCharsets;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Deployments of the earlier system call this once after the start. The schema comes from migrations: nothing is changed. */
@RestController
final class CreateTableController {

    @GetMapping("/create-table")
    void answer(Exchange http) {
        http.status(201).end("text/plain", "Tabla cars creada".getBytes(StandardCharsets.US_ASCII));
    }
}
