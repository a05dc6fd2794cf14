# ICH Q1E for each attribute by lm: poolability, three models, first crossing of the lower bound. Prints version and seconds.
limit <- 80
d <- read.csv(commandArgs(TRUE)[1], stringsAsFactors = TRUE)
crossing <- function(fit, lot) {
  f <- function(t) predict(fit, data.frame(time = t, lot = lot), interval = "confidence", level = 0.90)[, "lwr"] - limit
  if (f(0) <= 0) return(0)
  if (f(2000) > 0) return(Inf)
  uniroot(f, c(0, 2000), tol = 1e-6)$root
}
work <- function() {
  for (a in unique(d$attribute)) {
    x <- d[d$attribute == a, ]
    full <- lm(value ~ lot * time, x)
    parallel <- lm(value ~ lot + time, x)
    pooled <- lm(value ~ time, x)
    anova(full)
    anova(pooled, parallel, full)
    lots <- levels(x$lot)
    crossing(pooled, lots[1])
    min(sapply(lots, function(l) crossing(parallel, l)))
    min(sapply(lots, function(l) crossing(lm(value ~ time, x[x$lot == l, ]), l)))
  }
}
seconds <- system.time(work())[["elapsed"]]
cat(paste0("R ", getRversion()), "\t", seconds, "\n", sep = "")
