# Pay per hour by region: the last table that `microwork run` prints, made from the result alone.
#
# Rscript analysis/readers/example.R RESULT: the result must have everybody in it (--set output.workers=1); otherwise the numbers
# are those of a sample. With --json the numbers are printed in full.

here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)[1]))
source(file.path(here, "microwork.R"))

# A row for each region: people registered and measured, pay per hour on total and on paid time in USD.
by_region <- function(result) {
  people <- mw_workers(result, usd = TRUE, columns = c("country", "online", "paid", "credited", "approved", "rejected"))
  countries <- mw_table(result, "countries")
  region <- countries$region[match(people$country, countries$code)]
  # Measured: at least an hour online and a task decided on in the span.
  measured <- people$online >= 3600 & people$approved + people$rejected > 0
  rows <- lapply(sort(unique(as.character(countries$region)), method = "radix"), function(name) {
    base <- people[measured & region == name, ]
    total <- base$credited / (base$online / 3600)
    paid <- (base$credited / (base$paid / 3600))[base$paid > 0]
    data.frame(name = name, registered = sum(countries$registered[countries$region == name]), measured = nrow(base),
               total_mean = or_zero(mean(total)), total_median = or_zero(stats::median(total)), paid_mean = or_zero(mean(paid)))
  })
  table <- do.call(rbind, rows)
  table[table$registered > 0 | table$measured > 0, ]
}

or_zero <- function(value) if (is.na(value)) 0 else value

arguments <- commandArgs(trailingOnly = TRUE)
full <- "--json" %in% arguments
path <- setdiff(arguments, "--json")
if (length(path) != 1) stop("usage: Rscript example.R RESULT [--json]")
result <- mw_open(path)
share <- mw_attributes(result)$worker_share
if (share < 1) message(path, " holds a share of ", share, " of the people: a sample")
table <- by_region(result)
mw_close(result)
if (full) {
  form <- '{"name":"%s","registered":%.0f,"measured":%d,"total_mean":%.17g,"total_median":%.17g,"paid_mean":%.17g}'
  rows <- sprintf(form, table$name, table$registered, table$measured, table$total_mean, table$total_median, table$paid_mean)
  cat("[", paste(rows, collapse = ","), "]\n", sep = "")
} else {
  head <- c("by region", "registered", "measured", "total, mean", "total, med.", "paid, mean")
  cat(do.call(sprintf, as.list(c("  %-34s %11s %9s %12s %12s %12s\n", head))))
  cat(sprintf("  %-34s %11.0f %9d %12.2f %12.2f %12.2f\n", table$name, table$registered, table$measured, table$total_mean,
              table$total_median, table$paid_mean), sep = "")
}
