#!/usr/bin/env bash
# export_test.sh PROGRAM SCRATCH: tables of a result as text, compared with the file cell by cell; files and disks that refuse them.
source "$(dirname "${BASH_SOURCE[0]}")/common.bash" "$@"
result=$scratch/result.h5
ends 0 "$program" run scenarios/tiny.toml -o "$result" --quiet --set output.workers=1

# The list names every table and every array with axes, for people and for programs.
ends 0 "$program" export "$result"
names out "workers "
names out "series/pay "
ends 0 "$program" export "$result" --format csv -o "$scratch/list.csv"
says out ""
ends 0 "$program" export "$result" workers -o "$scratch/workers.csv" --codebook "$scratch/codebook.csv"
says out ""
ends 0 "$program" export "$result" workers --codes --format tsv -o "$scratch/codes.tsv"
ends 0 "$program" export "$result" workers --usd --columns credited,key -o "$scratch/usd.csv"
ends 0 "$program" export "$result" series/pay -o "$scratch/pay.csv"
ends 0 "$program" export "$result" series/online --measured -o "$scratch/online.csv"
ends 0 "$program" export "$result" distributions/pay_total_time -o "$scratch/distribution.csv"
ends 0 "$program" export "$result" ledgers/money_ledger -o "$scratch/ledger.csv"
/usr/bin/python3 - "$scratch" <<'PYTHON' || fail "what was exported is not what the file holds"
import csv, itertools, sys
from decimal import Decimal
import h5py, numpy as np
folder = sys.argv[1]
def rows(name, **options):
    with open(f"{folder}/{name}", newline="", encoding="utf-8") as file:
        return list(csv.reader(file, **options))
with h5py.File(f"{folder}/result.h5") as file:
    texts = lambda path: list(file[path].asstr()[:])
    listed = {row[0] for row in rows("list.csv")[1:]}
    found = set()
    file.visititems(lambda name, item: found.add(name) if "columns" in item.attrs
                    or "axes" in item.attrs and "columns" not in item.parent.attrs else None)
    assert listed == found, listed ^ found

    table, columns = file["workers"], list(file["workers"].attrs["columns"])
    exported, codes, book = rows("workers.csv"), rows("codes.tsv", delimiter="\t"), rows("codebook.csv")
    assert exported[0] == codes[0] == columns == [row[0] for row in book[1:]]
    assert len(exported) - 1 == len(codes) - 1 == len(table["key"]) > 100, len(exported)
    for c, name in enumerate(columns):
        values, cells = table[name][()], [row[c] for row in exported[1:]]
        read_back = np.array([row[c] for row in codes[1:]]).astype(values.dtype)
        assert np.array_equal(read_back, values), name
        words = table[name].attrs.get("names")
        assert cells == ([words[v] for v in values] if words is not None else [row[c] for row in codes[1:]]), name
        assert book[c + 1][3] == table[name].attrs["description"], name
    for (dollars, key), micro, person in zip(rows("usd.csv")[1:], table["credited"][()], table["key"][()]):
        assert Decimal(dollars) * 1000000 == int(micro) and int(key) == int(person)

    days, countries = texts("axes/day"), texts("axes/country")
    expected = [[d, c, str(v)] for (d, c), v in zip(itertools.product(days, countries), file["series/pay"][()].flat)]
    assert rows("pay.csv") == [["day", "country", "value"], *expected]
    burn_in = file.attrs["burn_in_days"]
    online = rows("online.csv")[1:]
    assert online[0][0] == file.attrs["measured_from"] and len(online) == (len(days) - burn_in) * len(countries)
    assert [float(row[2]) for row in online] == list(file["series/online"][burn_in:].flat)

    edges, counts = file["axes/pay_total_time_edges"][()], file["distributions/pay_total_time"][()]
    distribution = rows("distribution.csv")
    assert distribution[0] == ["region", "from", "to", "count"]
    assert [(float(a), float(b), int(n)) for _, a, b, n in distribution[1:]] == [
        (edges[i], edges[i + 1], row[i]) for row in counts for i in range(len(edges) - 1)]
    assert rows("ledger.csv")[1:] == [[c, str(v)] for c, v in zip(texts("axes/money_ledger_class"), file["ledgers/money_ledger"][()])]
PYTHON

# What exists stays, unless that is asked for; the result always.
ends 2 "$program" export "$result" workers -o "$scratch/workers.csv"
says err "$scratch/workers.csv: already exists, use --force or another -o"
ends 2 "$program" export "$result" workers -o "$scratch/new.csv" --codebook "$scratch/codebook.csv"
says err "$scratch/codebook.csv: already exists, use --force or another --codebook"
ends 0 "$program" export "$result" countries -o "$scratch/workers.csv" --force
ends 2 "$program" export "$result" workers -o "$result" --force
says err "$result: cannot be written (it is the result) use another -o"
ends 2 "$program" export "$result" workers -o "$scratch/both.csv" --codebook "$scratch/both.csv"
says err "$scratch/both.csv: cannot be written (the table goes there) use another --codebook"
ends 2 "$program" export "$result" workers -o "$scratch/no/folder.csv"
says err "$scratch/no/folder.csv: cannot be written (No such file or directory) use another -o"

# Wrong words.
ends 2 "$program" export "$result" worker
says err "$result: has no table \"worker\", did you mean \"workers\"?"
ends 2 "$program" export "$result" workers --columns key,onlin
says err "--columns: \"onlin\" is no column of workers, did you mean \"online\"?"
ends 2 "$program" export "$result" --columns key
says err "--columns: needs a table (without one, tables are listed)"
ends 2 "$program" export scenarios/tiny.toml
says err "scenarios/tiny.toml: is not an HDF5 file"
head -c 20000 "$result" >"$scratch/half.h5"
ends 2 "$program" export "$scratch/half.h5"
names err "$scratch/half.h5: cannot be read (open: unable to open file; truncated file"

# A full disk and a reader that has gone: a sentence, exit code 3, nothing half done.
ends 3 "$program" export "$result" workers -o /dev/full
says err "error: cannot write /dev/full: No space left on device"
"$program" export "$result" workers >/dev/full 2>"$scratch/err"
[[ $? == 3 ]] || fail "a full standard output does not end with 3"
says err "error: cannot write the standard output: No space left on device"
(
  trap '' XFSZ
  ulimit -f 16
  "$program" export "$result" workers -o "$scratch/full.csv" 2>"$scratch/err"
  echo $? >"$scratch/code"
)
[[ $(<"$scratch/code") == 3 ]] || fail "a full disk ends with $(<"$scratch/code")"
says err "error: cannot write $scratch/full.csv: File too large"
compgen -G "$scratch/full.csv*" >/dev/null && fail "a full disk leaves $(ls "$scratch"/full.csv*)"
{
  "$program" export "$result" workers 2>"$scratch/err"
  echo $? >"$scratch/code"
} | true
[[ $(<"$scratch/code") == 3 ]] || fail "a reader that has gone ends with $(<"$scratch/code")"
says err "error: cannot write the standard output: Broken pipe"
conclude
