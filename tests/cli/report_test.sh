#!/usr/bin/env bash
# report_test.sh PROGRAM SCRATCH: the page of a result: what is in it, that it needs nothing else, and what cannot be shown.
source "$(dirname "${BASH_SOURCE[0]}")/common.bash" "$@"
tiny=scenarios/tiny.toml
page=$scratch/page.html

ends 0 "$program" report --help
names out "Example: microwork report "
ends 0 "$program" run "$tiny" -o "$scratch/a.h5" --quiet --replicates 2
ends 0 "$program" run "$tiny" -o "$scratch/b.h5" --quiet --replicates 2 --set demand.batch_size=0.2 --set trace.sample=0

# One result, replicates, and a second scenario.
ends 0 "$program" report "$scratch/a.r0.h5" -o "$page"
names err "$page: "
cp "$page" "$scratch/first.html"
ends 2 "$program" report "$scratch/a.r0.h5" -o "$page"
says err "$page: already exists (a finished page is never overwritten) use --force or another -o"
ends 0 "$program" report "$scratch/a.r0.h5" -o "$page" --force
cmp -s "$page" "$scratch/first.html" || fail "the same result gives another page"
ends 0 "$program" report "$scratch/a.r0.h5" "$scratch/a.r1.h5" -o "$scratch/two.html"
grep -q "means over 2 replicates" "$scratch/two.html" || fail "replicates give no intervals"
grep -q "One replicate" "$page" || fail "one replicate is not named as such"

ends 0 "$program" report "$scratch/a.r0.h5" "$scratch/a.r1.h5" "$scratch/b.r0.h5" "$scratch/b.r1.h5" -o "$scratch/compared.html"
grep -q "Differences of 2 pairs of runs" "$scratch/compared.html" || fail "another scenario is not compared"
grep -q "demand.batch_size" "$scratch/compared.html" || fail "what differs in the scenarios is not said"

# What a run does not hold is named, with the way to get it.
ends 0 "$program" report "$scratch/b.r0.h5" -o "$scratch/short.html"
for sentence in "The circles look back over 13 weeks, and this run simulated 2. Get them with --set run.length=13w." \
  "Nobody was traced in this run. Get life lines with --set trace.sample=4" "No survey was switched on in this run."; do
  grep -qF "$sentence" "$scratch/short.html" || fail "the page does not say: $sentence"
done

# What the page says is what the file holds; nothing outside is asked for; every chart has its table.
/usr/bin/python3 tests/cli/report_page.py "$page" "$scratch/a.r0.h5" || fail "the page is not as it should be"
/usr/bin/python3 tests/cli/report_page.py "$scratch/compared.html" || fail "the page with a comparison is not as it should be"
/usr/bin/python3 tests/cli/report_page.py "$scratch/two.html" || fail "the page of replicates is not as it should be"

# What cannot be shown.
ends 2 "$program" report "$scratch/a.r0.h5"
names err "--output is required"
ends 2 "$program" report "$scratch/gone.h5" -o "$scratch/x.html"
names err "$scratch/gone.h5: "
printf 'no result at all' >"$scratch/text.h5"
ends 2 "$program" report "$scratch/text.h5" -o "$scratch/x.html"
names err "$scratch/text.h5: "
head -c 60000 "$scratch/a.r0.h5" >"$scratch/half.h5"
ends 2 "$program" report "$scratch/half.h5" -o "$scratch/x.html"
names err "$scratch/half.h5: "
ends 2 "$program" report "$scratch/a.r0.h5" "$scratch/a.r0.h5" -o "$scratch/x.html"
says err "$scratch/a.r0.h5: is the same run as $scratch/a.r0.h5, name each run once"
ends 2 "$program" report "$scratch/a.r0.h5" -o "$scratch/no/where.html"
says err "$scratch/no/where.html: cannot be written (its folder does not exist) make the folder, or use another -o"
ends 2 "$program" report "$scratch/a.r0.h5" -o "$scratch/a.r0.h5" --force
says err "$scratch/a.r0.h5: cannot be written (it is one of the results) use another -o"
ends 2 "$program" report "$scratch/a.r0.h5" -o "$scratch"
says err "$scratch: cannot be written (it is a folder) name a file, such as page.html"
ends 0 "$program" run "$tiny" -o "$scratch/longer.h5" --quiet --set run.length=8d
ends 2 "$program" report "$scratch/a.r0.h5" "$scratch/longer.h5" -o "$scratch/x.html"
names err "$scratch/longer.h5: measures 2018-01-01 to 2018-01-09, but $scratch/a.r0.h5 measures 2018-01-01 to 2018-01-08 "
[[ ! -e $scratch/x.html ]] || fail "a page was written in spite of an error"

# A browser: no message on its console, every chart drawn. Skipped where there is none.
if ! command -v chromium >/dev/null; then
  conclude
  echo "skipped: chromium is not installed, so no browser has drawn the page" >&2
  exit 77
fi
/usr/bin/python3 tests/cli/report_browser.py "$page" "$scratch" || fail "the browser does not draw the page of one result"
/usr/bin/python3 tests/cli/report_browser.py "$scratch/compared.html" "$scratch" || fail "the browser does not draw the page with a comparison"
conclude
