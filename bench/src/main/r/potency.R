# Parallel lines for each assay by lm: table of variance, validity, ratio with Fieller limits. Prints version and seconds.
d <- read.csv(commandArgs(TRUE)[1], stringsAsFactors = TRUE)
d$x <- log(d$dose)
d$treatment <- interaction(d$preparation, d$dose)
assays <- split(d, d$assay)
one <- function(a) {
  parallel <- lm(response ~ preparation + x, a)
  separate <- lm(response ~ preparation * x, a)
  treatments <- lm(response ~ treatment, a)
  anova(parallel, separate, treatments)
  b <- coef(parallel)
  s2 <- summary(treatments)$sigma^2
  V <- summary(parallel)$cov.unscaled * s2
  t <- qt(0.975, df.residual(treatments))
  g <- t^2 * V[3, 3] / b[3]^2
  m <- b[2] / b[3]
  middle <- m - g * V[2, 3] / V[3, 3]
  half <- t / b[3] * sqrt(V[2, 2] - 2 * m * V[2, 3] + m^2 * V[3, 3] - g * (V[2, 2] - V[2, 3]^2 / V[3, 3]))
  exp(c(m, (middle - half) / (1 - g), (middle + half) / (1 - g)))
}
seconds <- system.time(results <- lapply(assays, one))[["elapsed"]]
cat(paste0("R ", getRversion()), "\t", seconds, "\n", sep = "")
