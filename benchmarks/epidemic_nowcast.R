# Nowcasts of R's surveillance (Lawless 1994, window of 60 days) for one reporting triangle:
# Rscript epidemic_nowcast.R cells.csv 2021-12-01 40   cells: reference,delay,count
# prints date,expected,low,high of the last 29 days, 95 % interval.
args <- commandArgs(TRUE)
suppressMessages(library(surveillance))
cells <- read.csv(args[1])
now <- as.Date(args[2])
cells$reference <- as.Date(cells$reference)
rows <- cells[rep(seq_len(nrow(cells)), cells$count), ]
rows$report <- rows$reference + rows$delay
when <- seq(now - 28, now, by = "1 day")
sink("/dev/null")
made <- suppressWarnings(nowcast(
  now = now, when = when, data = rows, dEventCol = "reference", dReportCol = "report",
  aggregate.by = "1 day", D = as.integer(args[3]), m = 60, method = "lawless",
  control = list(predPMF = FALSE, dRange = range(rows$reference), N.tInf.max = 4 * max(table(rows$reference)))
))
sink()
chosen <- epoch(made) %in% when
write.csv(data.frame(
  date = epoch(made)[chosen], expected = upperbound(made)[chosen],
  low = made@pi[chosen, 1, 1], high = made@pi[chosen, 1, 2]
), row.names = FALSE)
