"""A result with a survey in it: what readers are tried on where the fixture's scenario asks nobody anything."""

import shutil

import h5py
import numpy as np


def with_survey(result, copy):
    """Copies a result and adds /surveys/ilo-2017 with three answers, the last of them incomplete."""
    shutil.copy(result, copy)
    text = h5py.string_dtype()
    with h5py.File(copy, "a") as file:
        survey = file.create_group("surveys/ilo-2017")
        survey.attrs["instrument"], survey.attrs["wanted"], survey.attrs["taken"] = "S-TASK-FIRST", np.int64(5), np.int64(3)
        answers = survey.create_group("answers")
        answers.attrs["columns"] = np.array(["key", "wants_more", "pay_week"], dtype=text)
        answers.attrs["description"] = "answers, one row each"
        for name, values, unit, words in (("key", np.array([1, 2**63 + 2**20, 3], dtype="u8"), "1", None),
                                          ("wants_more", np.array([1, 0, 1], dtype="u1"), "1", ["no", "yes"]),
                                          ("pay_week", np.array([12.5, 0, np.nan]), "USD", None)):
            column = answers.create_dataset(name, data=values)
            column.attrs["unit"], column.attrs["description"] = unit, name
            if words:
                column.attrs["names"] = np.array(words, dtype=text)
    return copy
