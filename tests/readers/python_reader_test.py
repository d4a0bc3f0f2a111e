"""analysis/readers/microwork.py and its example, with pandas and without: the numbers are those that the run printed.

python_reader_test.py RESULT SCRATCH: RESULT.json is what `run --json` printed; everybody is in /workers.
"""

import json
import subprocess
import sys
import unittest
from pathlib import Path

import h5py
import numpy as np

ROOT = Path(__file__).resolve().parents[2]
READERS = ROOT / "analysis" / "readers"
sys.dont_write_bytecode = True
sys.path[:0] = [str(READERS), str(ROOT / "tests" / "support")]

import example
import microwork
from sample_survey import with_survey

WITHOUT_PANDAS = """import os, runpy, sys
sys.modules["pandas"] = None
del sys.argv[0]
sys.path.insert(0, os.path.dirname(sys.argv[0]))
runpy.run_path(sys.argv[0], run_name="__main__")"""


def line(name, registered, measured, total, median, paid):
    return f"  {name:<34} {registered:>11} {measured:>9} {total:>12.2f} {median:>12.2f} {paid:>12.2f}\n"


class Example(unittest.TestCase):
    def test_numbers_are_those_of_the_run(self):
        printed = json.loads(Path(RESULT + ".json").read_text(encoding="utf-8"))["regions"]
        with microwork.open(RESULT) as result:
            made = list(example.by_region(result))
        self.assertEqual([r["name"] for r in made], [r["name"] for r in printed])
        self.assertGreater(sum(r["measured"] for r in made), 100)
        for mine, theirs in zip(made, printed):
            self.assertEqual((mine["registered"], mine["measured"]), (theirs["registered"], theirs["measured"]))
            for base in ("pay_total_time", "pay_paid_time"):
                for value in ("mean", "median"):  # printed with six digits
                    self.assertEqual(f"{mine[base][value]:.6g}", f"{theirs[base][value]:.6g}", (mine["name"], base, value))

    def test_table_is_the_same_without_pandas(self):
        run = lambda *command: subprocess.check_output(["/usr/bin/python3", "-B", *command, RESULT], text=True)
        script = str(READERS / "example.py")
        self.assertEqual(run(script), run("-c", WITHOUT_PANDAS, script))
        with microwork.open(RESULT) as result:
            lines = [line(r["name"], r["registered"], r["measured"], *r["pay_total_time"].values(), r["pay_paid_time"]["mean"])
                     for r in example.by_region(result)]
        self.assertEqual(run(script).splitlines(True)[1:], lines)


class Reader(unittest.TestCase):
    def setUp(self):
        self.result = microwork.open(RESULT)
        self.raw = h5py.File(RESULT, "r")

    def tearDown(self):
        self.result.close()
        self.raw.close()

    def test_codes_are_words_and_units_are_said(self):
        people = self.result.workers()
        codes, words = self.raw["workers/country"], list(self.raw["workers/country"].attrs["names"])
        self.assertEqual(list(people["country"]), [words[code] for code in codes[:]])
        self.assertEqual(list(people.columns), list(self.raw["workers"].attrs["columns"]))
        self.assertEqual(people.attrs["units"]["online"], "s")
        self.assertEqual(people.attrs["meanings"]["online"], "time online")
        np.testing.assert_array_equal(people["key"], self.raw["workers/key"][:])

    def test_dollars(self):
        people = self.result.workers(usd=True, columns=["credited"])
        np.testing.assert_allclose(people["credited"], self.raw["workers/credited"][:] * 1e-6)
        self.assertEqual(people.attrs["units"], {"credited": "USD"})

    def test_series_knows_days_and_countries(self):
        pay, measured = self.result.series("pay"), self.result.series("pay", usd=True, measured=True)
        self.assertEqual(str(pay.index[0].date()), self.raw["axes/day"].asstr()[0])
        self.assertEqual(str(measured.index[0].date()), self.raw.attrs["measured_from"])
        np.testing.assert_array_equal(pay.to_numpy(), self.raw["series/pay"][:])
        self.assertEqual((pay.attrs["unit"], measured.attrs["unit"]), ("1e-6 USD", "USD"))
        self.assertEqual(list(pay.columns), list(self.raw["axes/country"].asstr()[:]))

    def test_distribution_counts_the_measured(self):
        bins = self.result.distribution("pay_total_time")
        printed = json.loads(Path(RESULT + ".json").read_text(encoding="utf-8"))["regions"]
        self.assertEqual({name: count for name, count in bins.groupby("region")["count"].sum().items() if count},
                         {r["name"]: r["measured"] for r in printed if r["measured"]})
        self.assertTrue((bins["from"] < bins["to"]).all())

    def test_ledger_adds_up(self):
        self.assertEqual(sum(self.result.ledger("money_ledger").values()), self.raw["ledgers/money_ledger"].attrs["entered"])

    def test_provenance_and_scenario(self):
        self.assertEqual(self.result.provenance["digest"], json.loads(Path(RESULT + ".json").read_text(encoding="utf-8"))["digest"])
        self.assertIn("[run]", self.result.scenario)
        self.assertEqual(self.result.attributes["worker_share"], 1)

    def test_survey(self):
        with microwork.open(with_survey(RESULT, SCRATCH + "/survey.h5")) as result:
            answers = result.survey("ilo-2017")
            self.assertEqual(list(answers["wants_more"]), ["yes", "no", "yes"])
            self.assertTrue(np.isnan(answers["pay_week"][2]))
            self.assertEqual(answers.attrs["taken"], 3)
            self.assertEqual(result.surveys(), ["ilo-2017"])

    def test_wrong_names_are_answered(self):
        for call, message in ((lambda r: r.series("pey"), f"{RESULT} has no series pey: did you mean pay?"),
                              (lambda r: r.table("worker"), f"{RESULT} has no table worker: did you mean workers?"),
                              (lambda r: r.workers(columns=["onlin"]), "workers has no column onlin: did you mean online?"),
                              (lambda r: r.survey("ilo-2017"), f"{RESULT} has no survey ilo-2017 (surveys taken in this run: none)")):
            with self.assertRaises(KeyError) as raised:
                call(self.result)
            self.assertEqual(raised.exception.args[0], message)

    def test_other_files_are_refused(self):
        other = SCRATCH + "/other.h5"
        h5py.File(other, "w").close()
        self.assertRaisesRegex(ValueError, "is no result of Microwork", microwork.open, other)
        self.assertRaisesRegex(ValueError, "cannot be read as HDF5", microwork.open, __file__)
        self.assertRaises(FileNotFoundError, microwork.open, SCRATCH + "/none.h5")


if __name__ == "__main__":
    RESULT, SCRATCH = sys.argv[1:]
    unittest.main(argv=sys.argv[:1])
