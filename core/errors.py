"""What can go wrong, as a code and one sentence for its reader.

::

    PlanerkaError                code      what the reader did or met
    ├── FunctionError
    │   ├── NoData               #N/A      nothing to compute from
    │   ├── BadArgument          #VALUE!   an argument of the wrong kind or shape
    │   ├── ZeroDenominator      #DIV/0!   a rate of nothing
    │   └── BadNumber            #NUM!     a number outside its limits
    └── WorkbookError
        ├── WorkbookNotFound     not_found     no such file
        ├── WorkbookUnreadable   unreadable    the file is no workbook, or is damaged
        ├── WorkbookBusy         busy          open elsewhere, so it cannot be replaced
        ├── NothingToRead        nothing       no tab of ours in it
        ├── WorkbookNotShared    not_shared    online, and not opened to us
        ├── WorkbookReadOnly     read_only     opened to us for reading only
        ├── WorkbookTrashed      trashed       in the bin
        ├── WorkbookFull         full          no room for more cells or tabs
        ├── TabProtected         protected     a person protects a tab that we have to write
        ├── KeyRefused           key           our own credentials are not accepted
        ├── RequestRefused       refused       what we asked for is not accepted: an error of ours
        ├── QuotaSpent           quota         too many requests; passes by itself
        ├── ServiceDown          outage        no answer, or none that makes sense; passes by itself
        └── OutOfTime            late          the time given for a run is over; passes by itself

The sentences live in :mod:`core.i18n.sentences`; a face shows ``code`` and ``message(language)``.
"""

from typing import Any, ClassVar

from core.i18n import Language, T


class PlanerkaError(Exception):
    """One sentence in the reader's language, and a code for machines."""

    code: ClassVar[str] = "error"

    def __init__(self, sentence: T, /, **values: Any) -> None:
        self.sentence, self.values = sentence, values
        super().__init__(self.message("en"))

    def message(self, language: Language) -> str:
        return self.sentence.say(language, **self.values)


class FunctionError(PlanerkaError):
    """A spreadsheet function that has no value; ``code`` is the cell error."""


class NoData(FunctionError):
    code = "#N/A"


class BadArgument(FunctionError):
    code = "#VALUE!"


class ZeroDenominator(FunctionError):
    code = "#DIV/0!"


class BadNumber(FunctionError):
    code = "#NUM!"


class WorkbookError(PlanerkaError):
    """The workbook as a whole could not be read or written."""

    passes: ClassVar[bool] = False
    """Whether it may be gone at the next try although nobody did anything about it."""


class WorkbookNotFound(WorkbookError):
    code = "not_found"


class WorkbookUnreadable(WorkbookError):
    code = "unreadable"


class WorkbookBusy(WorkbookError):
    code = "busy"
    passes = True


class NothingToRead(WorkbookError):
    code = "nothing"


class WorkbookNotShared(WorkbookError):
    code = "not_shared"


class WorkbookReadOnly(WorkbookError):
    code = "read_only"


class WorkbookTrashed(WorkbookError):
    code = "trashed"


class WorkbookFull(WorkbookError):
    code = "full"


class TabProtected(WorkbookError):
    code = "protected"


class KeyRefused(WorkbookError):
    code = "key"


class RequestRefused(WorkbookError):
    code = "refused"


class QuotaSpent(WorkbookError):
    code = "quota"
    passes = True


class ServiceDown(WorkbookError):
    code = "outage"
    passes = True


class OutOfTime(WorkbookError):
    code = "late"
    passes = True
