"""The reports of the sample workbook, from which the pages take their examples and pictures."""

from datetime import datetime, time
from functools import cache

import templates
from core.i18n import Language
from core.intake import book
from core.refresh import compute
from core.report import Result
from sheets_addon.workbooks import open_xlsx
from templates.demo import ASOF


@cache
def sample(language: Language) -> Result:
    """What a refresh of the filled template gives on its report date, in the evening."""
    cells = open_xlsx(templates.path(language, True)).read(book.is_input)
    return compute(cells, ASOF, "evening", datetime.combine(ASOF, time(18)))
