#!/usr/bin/env bash
# survey_test.sh PROGRAM SCRATCH: surveys of a result: list, tables, microdata with a codebook, and the very words for what is missing.
source "$(dirname "${BASH_SOURCE[0]}")/common.bash" "$@"
tiny=scenarios/tiny.toml
plain=$scratch/plain.h5
surveyed=$scratch/surveyed.h5

ends 0 "$program" survey --help
names out "Example: microwork survey "
ends 0 "$program" run "$tiny" -o "$plain" --quiet --set output.workers=1

# A survey that was not switched on.
ends 0 "$program" survey "$plain"
says out "no survey was switched on in $plain; switch one on for a run: --set 'surveys.on=[\"ilo-2017\"]'"
ends 2 "$program" survey "$plain" --instrument log-2016
says err "$plain: has no survey \"log-2016\" (none was switched on in this run) switch it on for a run: microwork run ... --set 'surveys.on=[\"log-2016\"]'"

# A made-up panel of capture and recapture, in the layout of a run: three people, one of whom answered twice.
cp "$plain" "$surveyed"
/usr/bin/python3 - "$surveyed" <<'PYTHON'
import h5py, numpy, sys
text = h5py.string_dtype()
with h5py.File(sys.argv[1], "a") as file:
    survey = file.create_group("surveys/caprec-2016")
    for name, value in dict(instrument="CAPREC", title="capture and recapture", wanted=numpy.int64(9), taken=numpy.int64(4)).items():
        survey.attrs[name] = value
    table = survey.create_group("answers")
    table.attrs["description"] = "one row an answer"
    table.attrs.create("columns", ["key", "answered", "country", "woman"], dtype=text)
    table["key"] = numpy.array([2**60, 2**60 + 1, 2**60 + 2, 2**60], "u8")
    countries = file["countries/code"].attrs["names"]
    table["answered"] = numpy.array([1514764800, 1514764900, 1514765000, 1517529600], "i8")
    table["country"] = numpy.array([0, 0, 1, 0], "u1")
    table["woman"] = numpy.array([1, 0, 0, 1], "u1")
    for column, names in (("key", None), ("answered", None), ("country", countries), ("woman", ["no", "yes"])):
        table[column].attrs["description"] = "the " + column
        table[column].attrs["unit"] = ""
        if names is not None:
            table[column].attrs.create("names", list(names), dtype=text)
PYTHON

ends 0 "$program" survey "$surveyed"
names out "caprec-2016      CAPREC               9        4  capture and recapture"
ends 2 "$program" survey "$surveyed" --instrument caprec-2061
says err "$surveyed: has no survey \"caprec-2061\" (it has caprec-2016) did you mean \"caprec-2016\"?"

# Fewer takers than wanted: said on stderr and in the table, and no error.
ends 0 "$program" survey "$surveyed" --instrument caprec-2016 -o "$scratch/answers.csv"
names err "note: caprec-2016 has 4 of the 9 answers wanted"
names out "Note: caprec-2016 has 4 of the 9 answers wanted"
names out "mean answers, a person"
country=$(/usr/bin/python3 -c 'import h5py, sys; print(*h5py.File(sys.argv[1])["countries/code"].attrs["names"][:2])' "$plain")
read -r first second <<<"$country"
[[ $(<"$scratch/answers.csv") == "key,answered,country,woman
1152921504606846976,1514764800,$first,yes
1152921504606846977,1514764900,$first,no
1152921504606846978,1514765000,$second,no
1152921504606846976,1517529600,$first,yes" ]] || fail "the microdata are other than expected: $(<"$scratch/answers.csv")"
grep -qF "| \`woman\` | the woman |  | no, yes | 0 |" "$scratch/answers.codebook.md" || fail "the codebook has no line for woman"
ends 0 "$program" survey "$surveyed" --instrument caprec-2016 --json
/usr/bin/python3 - "$scratch/out" <<'PYTHON' || fail "the JSON is other than it should be"
import json, sys
survey = json.load(open(sys.argv[1]))
assert survey["survey"]["taken"] == 4
answers = {line["name"]: line["answers"] for line in survey["statistics"]}
assert answers["women"] == 1 / 3 and answers["mean answers"] == 4 / 3, answers
PYTHON

# Answers are not overwritten unasked.
ends 2 "$program" survey "$surveyed" --instrument caprec-2016 -o "$scratch/answers.csv"
says err "$scratch/answers.csv: exists already (answers are not overwritten) choose another -o, or give --force"
ends 0 "$program" survey "$surveyed" --instrument caprec-2016 -o "$scratch/answers.csv" --force
ends 2 "$program" survey "$surveyed" --instrument caprec-2016 -o "$scratch/none/answers.csv"
says err "$scratch/none/answers.csv: its folder does not exist, make it first"
ends 0 "$program" survey "$surveyed" --instrument caprec-2016 -o "$scratch/c.csv" --codebook "$scratch/book.md"
[[ -f $scratch/book.md && ! -f $scratch/c.codebook.md ]] || fail "--codebook does not say where the codebook goes"
ends 2 "$program" survey "$surveyed" -o "$scratch/d.csv"
names err "--instrument"

# Files that are no result.
echo "not HDF5" >"$scratch/text.h5"
ends 2 "$program" survey "$scratch/text.h5"
names err "$scratch/text.h5: "
head -c 20000 "$plain" >"$scratch/cut.h5"
ends 2 "$program" survey "$scratch/cut.h5" --instrument ilo-2017
names err "$scratch/cut.h5: "

conclude
