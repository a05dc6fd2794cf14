package org.stroma.bench.bare;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** One controller that says one word. */
@SpringBootApplication
@RestController
public class BareApplication {
    /** Serves until it is stopped. */
    public static void main(String[] args) {
        SpringApplication.run(BareApplication.class, args);
    }

    @GetMapping("/")
    String page() {
        return "served";
    }
}
