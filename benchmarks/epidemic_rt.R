# EpiEstim beside ours: its own examples, or series that we simulated.
#   Rscript epidemic_rt.R examples OUT.csv           dataset, t, incidence, w, mean, q025, q25, q50, q75, q975
#   Rscript epidemic_rt.R series COUNTS W OUT.csv    counts: a row per series; the seconds go to stdout

suppressMessages(library(EpiEstim))
arguments <- commandArgs(trailingOnly = TRUE)
wanted <- c("Mean(R)", "Quantile.0.025(R)", "Quantile.0.25(R)", "Median(R)", "Quantile.0.75(R)", "Quantile.0.975(R)")

weekly <- function(incidence, w) {
  days <- length(incidence)
  config <- make_config(list(t_start = seq(2, days - 6), t_end = seq(8, days), si_distr = w))
  found <- suppressWarnings(suppressMessages(estimate_R(incidence, method = "non_parametric_si", config = config)))
  columns <- matrix(NA, days, length(wanted))
  columns[found$R$t_end, ] <- as.matrix(found$R[, wanted])
  columns
}

if (arguments[1] == "examples") {
  rows <- list()
  for (name in c("Flu2009", "Flu1918", "Measles1861", "SARS2003", "Smallpox1972")) {
    data(list = name, package = "EpiEstim")
    example <- get(name)
    incidence <- if (is.data.frame(example$incidence)) example$incidence$I else example$incidence
    w <- as.numeric(example$si_distr)
    w <- w / sum(w)
    padded <- c(w, rep(0, max(0, length(incidence) - length(w))))[seq_along(incidence)]
    rows[[name]] <- data.frame(name, seq_along(incidence) - 1, incidence, padded, weekly(incidence, w))
  }
  table <- do.call(rbind, rows)
  names(table) <- c("dataset", "t", "incidence", "w", "mean", "q025", "q25", "q50", "q75", "q975")
  write.csv(table, arguments[2], row.names = FALSE)
} else {
  counts <- as.matrix(read.csv(arguments[2], header = FALSE))
  w <- scan(arguments[3], quiet = TRUE)
  seconds <- system.time(found <- lapply(seq_len(nrow(counts)), function(i) weekly(counts[i, ], w)))[["elapsed"]]
  write.table(do.call(rbind, found), arguments[4], sep = ",", row.names = FALSE, col.names = FALSE)
  cat(seconds, "\n")
}
