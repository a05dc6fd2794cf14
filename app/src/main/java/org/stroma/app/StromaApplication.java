package org.stroma.app;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.modulith.Modulithic;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The Spring Boot application; commands start it through {@code org.stroma.app.cli}. */
@Modulithic(systemName = "Stroma")
@SpringBootApplication
@EnableScheduling
public class StromaApplication {}
