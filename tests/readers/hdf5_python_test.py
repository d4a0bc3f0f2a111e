"""Reads any result with h5py alone: every dataset must explain itself and be readable without the program that wrote it."""

import sys

import h5py
import numpy as np


def problems_of(name, dataset):
    found = []
    for key in ("unit", "description"):
        if not isinstance(dataset.attrs.get(key), str):
            found.append(f"{name}: no text attribute {key}")
    if not dataset.attrs.get("description"):
        found.append(f"{name}: an empty description")
    axes = list(dataset.attrs.get("axes", []))
    if axes and len(axes) != len(dataset.shape):
        found.append(f"{name}: {len(axes)} axes for {len(dataset.shape)} dimensions")
    if axes and axes != [dim.label for dim in dataset.dims]:
        found.append(f"{name}: axes {axes} are not its dimension labels")
    for axis, size in zip(axes, dataset.shape):
        coordinate = dataset.file.get(f"axes/{axis}")
        if coordinate is not None and coordinate.shape != (size,):
            found.append(f"{name}: axis {axis} has {coordinate.shape} entries for {size}")
    if h5py.check_string_dtype(dataset.dtype):
        texts = np.atleast_1d(dataset.asstr()[()])
        if not all(isinstance(text, str) for text in texts):
            found.append(f"{name}: not all texts are UTF-8")
    else:
        values, codes = dataset[()], dataset.attrs.get("names")
        if codes is not None and values.size and values.max() >= len(codes):
            found.append(f"{name}: values without a name")
    return found


def table_problems(name, table):
    """A table is a group of columns of one length that names them in order."""
    found, columns = [], list(table.attrs["columns"])
    if sorted(columns) != sorted(table):
        found.append(f"{name}: the attribute columns does not name its columns")
    if not table.attrs.get("description"):
        found.append(f"{name}: a table without a description")
    if len({table[column].shape for column in table}) > 1:
        found.append(f"{name}: columns of different lengths")
    return found


def broken_identities(file):
    """The same money and the same decisions, once by country and once by platform, day by day."""
    for by_country, by_platform in ((("pay", "owner_cut"), "rewards"), (("approved",), "platform_approved")):
        names = [*by_country, by_platform]
        arrays = [file.get(f"series/{name}") for name in names]
        if None in arrays:
            yield "there are not all series of " + ", ".join(names)
        elif not np.array_equal(sum(array[()].sum(axis=1) for array in arrays[:-1]), arrays[-1][()].sum(axis=1)):
            yield " + ".join(f"series/{name}" for name in by_country) + f" and series/{by_platform} have different days"


def main(path):
    found, count = [], 0
    with h5py.File(path, "r") as file:
        if not isinstance(file.attrs.get("format"), str) or "format_version" not in file.attrs:
            found.append("the file does not say what it is")
        datasets, tables = [], []
        file.visititems(lambda name, item: datasets.append((name, item)) if isinstance(item, h5py.Dataset)
                        else tables.append((name, item)) if "columns" in item.attrs else None)
        for name, table in tables:
            found += table_problems(name, table)
        for name, dataset in datasets:
            found += problems_of(name, dataset)
            count += 1
        found += broken_identities(file)
    if count == 0:
        found.append("there is no dataset")
    print("\n".join(found) if found else f"{path}: {count} datasets explain themselves")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
