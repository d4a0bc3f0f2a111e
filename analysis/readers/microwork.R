# Results of Microwork in R.
#
#   source("analysis/readers/microwork.R")
#   result <- mw_open("results/baseline.h5")
#   people <- mw_workers(result, usd = TRUE)              # one row each, codes as factors
#   pay <- mw_series(result, "pay", measured = TRUE)      # a matrix: day x country
#   attr(people, "units")["credited"]                     # "USD"
#   mw_close(result)
#
# Needs the package hdf5r (Debian: r-cran-hdf5r; elsewhere: install.packages("hdf5r")). Numbers are integers or doubles, never
# 64-bit integers: money and times are exact up to 2^53, keys of people are rounded to 53 bits, which still tells people apart.

mw_format <- "microwork-result"
mw_version <- 2
mw_micro_dollars <- "1e-6 USD"

# Opens a result; an error says when it is none, or of a version that this file does not know.
mw_open <- function(path) {
  if (!requireNamespace("hdf5r", quietly = TRUE)) stop("the package hdf5r is not installed", call. = FALSE)
  if (!file.exists(path)) stop(path, ": there is no such file", call. = FALSE)
  if (!hdf5r::is_hdf5(path)) stop(path, " is not an HDF5 file", call. = FALSE)
  file <- hdf5r::H5File$new(path, mode = "r")
  refuse <- function(...) {
    file$close_all()
    stop(path, " ", ..., call. = FALSE)
  }
  if (!file$attr_exists("format") || hdf5r::h5attr(file, "format") != mw_format) refuse("is no result of Microwork")
  version <- as.numeric(hdf5r::h5attr(file, "format_version"))
  if (version != mw_version) refuse("has format version ", version, ", this reader knows ", mw_version)
  structure(list(path = path, file = file), class = "microwork_result")
}

mw_close <- function(result) invisible(result$file$close_all())

print.microwork_result <- function(x, ...) {
  a <- mw_attributes(x)
  cat(x$path, ": ", a$title, "; measured from ", a$measured_from, " to ", a$measured_to, "\n", sep = "")
  invisible(x)
}

# Title, seed, replicate, measured span, scale and the like, as a list.
mw_attributes <- function(result) mw_attributes_of(result$file)

# Version, commit, machine, times, digests: what is needed to make the result again, as a list.
mw_provenance <- function(result) mw_attributes_of(result$file[["provenance"]])

# Every parameter with its value, as TOML.
mw_scenario <- function(result) result$file[["scenario/resolved"]]$read()

# What a dimension runs over: texts or numbers.
mw_axis <- function(result, name) mw_find(result, paste0("axes/", name), "axis")$read()

# People who logged in, one row each (a share worker_share of mw_attributes of them).
mw_workers <- function(result, usd = FALSE, columns = NULL) mw_table(result, "workers", usd, columns)

# A table of rows as a data frame: "workers", "countries", "platforms", "trace/events", "surveys/.../answers". Codes become factors;
# usd turns micro-dollars into dollars; columns reads some columns only. Attributes: units, meanings, description.
mw_table <- function(result, name, usd = FALSE, columns = NULL) {
  group <- mw_find(result, name, "table")
  if (!group$attr_exists("columns")) stop(name, " is no table", call. = FALSE)
  all <- hdf5r::h5attr(group, "columns")
  if (is.null(columns)) columns <- all
  for (column in setdiff(columns, all)) stop(name, " has no column ", column, mw_meant(column, all), call. = FALSE)
  data <- lapply(columns, function(column) mw_values(group[[column]], usd))
  names(data) <- columns
  frame <- data.frame(data, check.names = FALSE, stringsAsFactors = FALSE)
  attr(frame, "units") <- vapply(columns, function(column) mw_unit(group[[column]], usd), "")
  attr(frame, "meanings") <- vapply(columns, function(column) hdf5r::h5attr(group[[column]], "description"), "")
  attr(frame, "description") <- hdf5r::h5attr(group, "description")
  frame
}

# A quantity by day as a matrix with named rows (days) and columns (countries or platforms); measured leaves out the burn-in.
mw_series <- function(result, name, usd = FALSE, measured = FALSE) {
  data <- mw_find(result, paste0("series/", name), "series")
  axes <- hdf5r::h5attr(data, "axes")
  members <- if (length(axes) > 1) mw_axis(result, axes[2]) else name
  days <- mw_axis(result, "day")
  values <- matrix(mw_values(data, usd), nrow = length(days), byrow = TRUE, dimnames = list(days, members))
  if (measured) values <- values[seq_along(days) > as.numeric(hdf5r::h5attr(result$file, "burn_in_days")), , drop = FALSE]
  attr(values, "unit") <- mw_unit(data, usd)
  attr(values, "description") <- hdf5r::h5attr(data, "description")
  values
}

# Counts by group (region, platform) and bin as a data frame: the group, from, to (edges of the bin) and count.
mw_distribution <- function(result, name) {
  data <- mw_find(result, paste0("distributions/", name), "distribution")
  axes <- hdf5r::h5attr(data, "axes")
  members <- mw_axis(result, axes[1])
  edges <- mw_axis(result, sub("_bin$", "_edges", axes[2]))
  bins <- length(edges) - 1
  groups <- length(members)
  frame <- data.frame(group = factor(rep(members, each = bins), levels = members), from = rep(edges[-length(edges)], groups),
                      to = rep(edges[-1], groups), count = mw_values(data, FALSE))
  names(frame)[1] <- axes[1]
  unit <- mw_unit(result$file[[paste0("axes/", sub("_bin$", "_edges", axes[2]))]], FALSE)
  attr(frame, "units") <- stats::setNames(c("", unit, unit, mw_unit(data, FALSE)), names(frame))
  attr(frame, "description") <- hdf5r::h5attr(data, "description")
  frame
}

# Balances of a ledger by class, a named vector: "money_ledger", "task_ledger", "time_ledger".
mw_ledger <- function(result, name, usd = FALSE) {
  data <- mw_find(result, paste0("ledgers/", name), "ledger")
  stats::setNames(mw_values(data, usd), mw_axis(result, hdf5r::h5attr(data, "axes")))
}

# Names of the surveys that were taken in this run.
mw_surveys <- function(result) if (result$file$exists("surveys")) names(result$file[["surveys"]]) else character()

# Microdata of a survey as a data frame (missing answers are NaN); the attribute survey has its instrument, title and counts.
mw_survey <- function(result, name, table = "answers", usd = FALSE) {
  taken <- mw_surveys(result)
  if (!name %in% taken)
    stop(result$path, " has no survey ", name, " (surveys taken in this run: ",
         if (length(taken)) paste(taken, collapse = ", ") else "none", ")", call. = FALSE)
  frame <- mw_table(result, paste0("surveys/", name, "/", table), usd)
  attr(frame, "survey") <- mw_attributes_of(result$file[[paste0("surveys/", name)]])
  frame
}

# Parts of the above.

mw_attributes_of <- function(object) {
  names <- hdf5r::h5attr_names(object)
  values <- lapply(names, function(name) {
    value <- hdf5r::h5attr(object, name)
    if (is.numeric(value) || inherits(value, "integer64")) as.numeric(value) else value
  })
  stats::setNames(values, names)
}

mw_find <- function(result, path, kind) {
  if (result$file$exists(path)) return(result$file[[path]])
  folder <- dirname(path)
  known <- if (folder == ".") names(result$file) else if (result$file$exists(folder)) names(result$file[[folder]]) else character()
  stop(result$path, " has no ", kind, " ", basename(path), mw_meant(basename(path), known), call. = FALSE)
}

mw_meant <- function(word, known) {
  if (!length(known)) return("")
  edits <- utils::adist(word, known)[1, ]
  if (min(edits) > max(1, nchar(word) %/% 3)) "" else paste0(": did you mean ", known[which.min(edits)], "?")
}

mw_unit <- function(data, usd) {
  unit <- hdf5r::h5attr(data, "unit")
  if (usd && unit == mw_micro_dollars) "USD" else if (unit == "1") "" else unit
}

# The numbers of a dataset in the order of the file, or its codes as words.
mw_values <- function(data, usd) {
  if (data$attr_exists("names")) {
    words <- hdf5r::h5attr(data, "names")
    return(factor(words[data$read() + 1], levels = unique(words)))  # codes count from 0
  }
  type <- data$get_type()
  if (inherits(type, "H5T_STRING")) return(data$read())
  # As doubles: the package would give 64-bit integers, which base R does not know, and cut keys off at 2^63.
  wide <- type$get_size() > 4 && inherits(type, "H5T_INTEGER")
  values <- if (wide) data$read_low_level(mem_type = hdf5r::h5types$H5T_NATIVE_DOUBLE) else as.vector(data$read())
  if (usd && hdf5r::h5attr(data, "unit") == mw_micro_dollars) values / 1e6 else values
}
