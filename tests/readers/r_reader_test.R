# r_reader_test.R RESULT RESULT_WITH_SURVEY: what the reader for R gives, against the file and its own identities.
source("analysis/readers/microwork.R")
path <- commandArgs(trailingOnly = TRUE)
refuses <- function(expression, message) {
  said <- tryCatch({ force(expression); "no error" }, error = conditionMessage)
  if (said != message) stop("said \"", said, "\" instead of \"", message, "\"")
}

result <- mw_open(path[1])
people <- mw_workers(result)
stopifnot(is.factor(people$country), levels(people$woman) == c("no", "yes"), attr(people, "units")["online"] == "s")
raw <- result$file
stopifnot(identical(as.integer(people$country) - 1L, as.integer(raw[["workers/country"]]$read())), !anyDuplicated(people$key))
dollars <- mw_workers(result, usd = TRUE, columns = "credited")
stopifnot(all.equal(dollars$credited * 1e6, people$credited, check.attributes = FALSE), attr(dollars, "units") == "USD")

# The same money by country and by platform, day by day; the measured span begins where it says.
pay <- mw_series(result, "pay")
stopifnot(dim(pay) == c(length(mw_axis(result, "day")), length(mw_axis(result, "country"))))
stopifnot(rowSums(pay) + rowSums(mw_series(result, "owner_cut")) == rowSums(mw_series(result, "rewards")))
measured <- mw_series(result, "pay", usd = TRUE, measured = TRUE)
stopifnot(rownames(measured)[1] == mw_attributes(result)$measured_from, attr(measured, "unit") == "USD")
stopifnot(all.equal(unname(measured[1, ]), unname(pay[rownames(measured)[1], ] / 1e6)))

# People in bins are those of the table.
bins <- mw_distribution(result, "pay_total_time")
stopifnot(sum(bins$count) == sum(people$online >= 3600 & people$approved + people$rejected > 0), bins$from < bins$to)
stopifnot(sum(mw_ledger(result, "money_ledger")) == as.numeric(hdf5r::h5attr(raw[["ledgers/money_ledger"]], "entered")))
stopifnot(nchar(mw_provenance(result)$digest) == 64, grepl("[run]", mw_scenario(result), fixed = TRUE))

refuses(mw_series(result, "pey"), paste(path[1], "has no series pey: did you mean pay?"))
refuses(mw_workers(result, columns = "onlin"), "workers has no column onlin: did you mean online?")
refuses(mw_survey(result, "ilo-2017"), paste(path[1], "has no survey ilo-2017 (surveys taken in this run: none)"))
refuses(mw_open("analysis/readers/microwork.R"), "analysis/readers/microwork.R is not an HDF5 file")
mw_close(result)

surveyed <- mw_open(path[2])
answers <- mw_survey(surveyed, "ilo-2017")
stopifnot(as.character(answers$wants_more) == c("yes", "no", "yes"), is.nan(answers$pay_week[3]), answers$key[2] == 2^63 + 2^20)
stopifnot(attr(answers, "survey")$taken == 3, mw_surveys(surveyed) == "ilo-2017")
mw_close(surveyed)
