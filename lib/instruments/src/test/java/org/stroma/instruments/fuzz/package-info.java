/**
 * Feeds readers with bytes nobody wrote; {@code mvn -pl lib/instruments test -Dtest=FcsFuzzTests} with JAZZER_FUZZ=1 in the
 * environment runs one of them for long, without it the seeds and findings under the test resources are run.
 */
package org.stroma.instruments.fuzz;
