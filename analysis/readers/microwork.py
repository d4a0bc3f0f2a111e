"""Results of Microwork in Python.

    import microwork
    result = microwork.open("results/baseline.h5")
    people = result.workers(usd=True)            # one row each, codes as words
    pay = result.series("pay", measured=True)    # day x country
    people.attrs["units"]["credited"]            # 'USD'

Needs h5py and NumPy. With pandas, tables are DataFrames; without it they are `Columns`: a dict of NumPy arrays with the same
`attrs`.
"""

import builtins
import difflib

import h5py
import numpy as np

try:
    import pandas
except ImportError:
    pandas = None

FORMAT, VERSION = "microwork-result", 2
MICRO_DOLLARS = "1e-6 USD"


class Columns(dict):
    """Columns by name, as NumPy arrays; `attrs` says what they are."""

    def __init__(self, columns):
        super().__init__(columns)
        self.attrs = {}


def open(path):
    """Opens a result. ValueError when it is none, or of a version that this file does not know."""
    return Result(path)


class Result:
    """One finished run. Use `with microwork.open(path) as result:` or call `close()`."""

    def __init__(self, path):
        self.path = str(path)
        with builtins.open(path, "rb"):  # a missing file is a plain FileNotFoundError
            pass
        try:
            self.file = h5py.File(path, "r")
        except OSError as error:
            raise ValueError(f"{path} cannot be read as HDF5: {error}") from None
        if self.file.attrs.get("format") != FORMAT:
            self._refuse("is no result of Microwork")
        if self.file.attrs["format_version"] != VERSION:
            self._refuse(f"has format version {self.file.attrs['format_version']}, this reader knows {VERSION}")

    def _refuse(self, what):
        self.close()
        raise ValueError(f"{self.path} {what}")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.file.close()

    @property
    def attributes(self):
        """Title, seed, replicate, measured span, scale and the like."""
        return {name: _plain(value) for name, value in self.file.attrs.items()}

    @property
    def provenance(self):
        """Version, commit, machine, times, digests: what is needed to make the result again."""
        return {name: _plain(value) for name, value in self.file["provenance"].attrs.items()}

    @property
    def scenario(self):
        """Every parameter with its value, as TOML."""
        return self.file["scenario/resolved"].asstr()[()]

    def axis(self, name):
        """What a dimension runs over: texts or numbers."""
        data = self._find("axes/" + name, "axis")
        return data.asstr()[:] if h5py.check_string_dtype(data.dtype) else data[:]

    def workers(self, usd=False, columns=None):
        """People who logged in, one row each (a share `attributes["worker_share"]` of them)."""
        return self.table("workers", usd, columns)

    def table(self, name, usd=False, columns=None):
        """A table of rows: "workers", "countries", "platforms", "trace/events", "surveys/.../answers". Codes become words.

        `usd` turns micro-dollars into dollars; `columns` reads some columns only."""
        group = self._find(name, "table")
        if "columns" not in group.attrs:
            raise KeyError(f"{name} is no table")
        wanted = list(group.attrs["columns"]) if columns is None else list(columns)
        for column in wanted:
            if column not in group:
                raise KeyError(f"{name} has no column {column}{_meant(column, group)}")
        read = {column: _values(group[column], usd) for column in wanted}
        units = {column: _unit(group[column], usd) for column in wanted}
        meanings = {column: group[column].attrs["description"] for column in wanted}
        return _frame(read, units, meanings, group.attrs["description"])

    def series(self, name, usd=False, measured=False):
        """A quantity by day (index or column "day") and, in columns, by country or platform; `measured` leaves out the burn-in."""
        data = self._find("series/" + name, "series")
        first = int(self.file.attrs["burn_in_days"]) if measured else 0
        values, days = _values(data, usd)[first:], np.array(self.axis("day"), dtype="datetime64[ns]")[first:]
        axes = list(data.attrs["axes"])
        members = [str(member) for member in self.axis(axes[1])] if len(axes) > 1 else [name]
        values = values.reshape(len(days), len(members))
        unit, meaning = _unit(data, usd), data.attrs["description"]
        columns = {"day": days, **{member: values[:, i] for i, member in enumerate(members)}}
        frame = _frame(columns, {member: unit for member in members}, {member: meaning for member in members}, meaning)
        if pandas is not None:
            frame = _with_attrs(frame.set_index("day"), frame.attrs)
        frame.attrs.update(unit=unit, axes=axes)
        return frame

    def distribution(self, name):
        """Counts by group (region, platform) and bin: columns of the group, `from`, `to` (edges of the bin) and `count`."""
        data = self._find("distributions/" + name, "distribution")
        group, bins = data.attrs["axes"]
        members, edges = self.axis(group), self.axis(bins[: -len("_bin")] + "_edges")
        count = len(edges) - 1
        columns = {group: _words(np.repeat(np.arange(len(members)), count), [str(member) for member in members]),
                   "from": np.tile(edges[:-1], len(members)), "to": np.tile(edges[1:], len(members)), "count": data[:].ravel()}
        unit = self.file["axes/" + bins[: -len("_bin")] + "_edges"].attrs["unit"]
        units = {group: "", "from": unit, "to": unit, "count": data.attrs["unit"]}
        meanings = {group: group, "from": "lower edge", "to": "upper edge", "count": data.attrs["description"]}
        return _frame(columns, units, meanings, data.attrs["description"])

    def ledger(self, name, usd=False):
        """Balances of a ledger by class, a dict: "money_ledger", "task_ledger", "time_ledger"."""
        data = self._find("ledgers/" + name, "ledger")
        return dict(zip((str(c) for c in self.axis(data.attrs["axes"][0])), _values(data, usd).tolist()))

    def surveys(self):
        """Names of the surveys that were taken in this run."""
        return sorted(self.file.get("surveys", []))

    def survey(self, name, table="answers", usd=False):
        """Microdata of a survey (missing answers are NaN); its instrument, title and counts are in `attrs`."""
        if name not in self.surveys():
            taken = ", ".join(self.surveys()) or "none"
            raise KeyError(f"{self.path} has no survey {name} (surveys taken in this run: {taken})")
        frame = self.table(f"surveys/{name}/{table}", usd)
        frame.attrs.update({key: _plain(value) for key, value in self.file["surveys/" + name].attrs.items()})
        return frame

    def _find(self, path, kind):
        folder, _, last = path.rpartition("/")
        if path not in self.file:
            group = self.file.get(folder or "/", {})
            raise KeyError(f"{self.path} has no {kind} {last}{_meant(last, group)}")
        return self.file[path]


def _meant(word, known):
    near = difflib.get_close_matches(word, list(known), 1)
    return f": did you mean {near[0]}?" if near else ""


def _plain(value):
    if isinstance(value, np.ndarray):
        return value.tolist()
    return value.item() if isinstance(value, np.generic) else value


def _unit(data, usd):
    unit = data.attrs["unit"]
    return "USD" if usd and unit == MICRO_DOLLARS else "" if unit == "1" else unit


def _words(codes, names):
    if pandas is not None and len(set(names)) == len(names):
        return pandas.Categorical.from_codes(codes.astype("int32"), names)
    return np.array(names)[codes]


def _values(data, usd):
    names = data.attrs.get("names")
    if names is not None:
        return _words(data[:], list(names))
    if h5py.check_string_dtype(data.dtype):
        return data.asstr()[:]
    return data[:] / 1e6 if usd and data.attrs["unit"] == MICRO_DOLLARS else data[:]


def _with_attrs(frame, attrs):
    frame.attrs.update(attrs)
    return frame


def _frame(columns, units, meanings, description):
    frame = Columns(columns) if pandas is None else pandas.DataFrame(columns)
    return _with_attrs(frame, {"units": units, "meanings": meanings, "description": description})
