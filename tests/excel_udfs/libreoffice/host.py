"""Run by LibreOffice's Python: does to the open office what a line of JSON asks, and answers with a line."""

import json
import sys
import time

import uno

BOOKS = {}


def desktop(pipe):
    """The office that listens at the pipe, as soon as it does."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    address = f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext"
    deadline = time.monotonic() + 60
    while True:
        try:
            context = resolver.resolve(address)
            return context, context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except uno.getClass("com.sun.star.connection.NoConnectException"):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def hidden(name, value):
    return uno.createUnoStruct("com.sun.star.beans.PropertyValue", name, 0, value, 0)


def sheet(name):
    """A sheet of the one book, made when first named."""
    sheets = BOOKS["book"].Sheets
    if not sheets.hasByName(name):
        sheets.insertNewByName(name, sheets.Count)
    return sheets.getByName(name)


def drop(name, at):
    """A sheet that is no longer needed: large ones cost time at every save."""
    BOOKS["book"].Sheets.removeByName(name)


def put(tab, at, rows):
    """Values, as if typed: texts stay texts; a null is a cell left blank."""
    corner = sheet(tab).getCellRangeByName(at).RangeAddress
    x, y = corner.StartColumn, corner.StartRow
    target = sheet(tab).getCellRangeByPosition(x, y, x + len(rows[0]) - 1, y + len(rows) - 1)
    target.setDataArray(tuple(tuple("" if cell is None else cell for cell in row) for row in rows))


def formula(tab, at, text):
    """A formula typed into a cell: English names, semicolons."""
    sheet(tab).getCellRangeByName(at).setFormula(text)


def array(tab, at, text):
    """A formula entered over a range with Ctrl+Shift+Enter."""
    sheet(tab).getCellRangeByName(at).setArrayFormula(text)


def get(tab, at):
    """What a range holds: numbers, texts, null where blank; the number of its first cell's error."""
    cells = sheet(tab).getCellRangeByName(at)
    rows = [[None if cell == "" else cell for cell in row] for row in cells.getDataArray()]
    return {
        "rows": rows,
        "error": cells.getCellByPosition(0, 0).getError(),
        "shown": cells.getCellByPosition(0, 0).String,
    }


def recalculate(tab, at):
    BOOKS["book"].calculateAll()


def wizard(tab, at):
    """What the function wizard knows of every function of the add-in called so."""
    found = []
    descriptions = CONTEXT.ServiceManager.createInstanceWithContext("com.sun.star.sheet.FunctionDescriptions", CONTEXT)
    for i in range(descriptions.Count):
        props = {p.Name: p.Value for p in descriptions.getByIndex(i)}
        if props["Category"] == 11:  # add-ins
            arguments = [[a.Name, a.Description, a.IsOptional] for a in props["Arguments"]]
            found.append([props["Name"], props["Description"], arguments])
    return found


def catalogue(locale, at):
    """The same texts in another language, as the office's configuration holds them."""
    provider = CONTEXT.ServiceManager.createInstanceWithContext(
        "com.sun.star.configuration.ConfigurationProvider", CONTEXT
    )
    arguments = [("nodepath", "/org.openoffice.Office.CalcAddIns/AddInInfo"), ("locale", locale)]
    named = tuple(uno.createUnoStruct("com.sun.star.beans.NamedValue", *pair) for pair in arguments)
    root = provider.createInstanceWithArguments("com.sun.star.configuration.ConfigurationAccess", named)
    found = []
    for info in (root.getByName(name) for name in root.ElementNames):
        functions = info.getByName("AddInFunctions")
        for one in (functions.getByName(name) for name in functions.ElementNames):
            nodes = one.getByName("Parameters")
            parameters = [nodes.getByName(name) for name in sorted(nodes.ElementNames)]
            words = [[p.getByName("DisplayName"), p.getByName("Description")] for p in parameters]
            found.append([one.getByName("DisplayName"), one.getByName("Description"), words])
    return found


def typed(tab, at):
    """The formula of a cell as it stands in the file's terms and as a person sees it."""
    return sheet(tab).getCellRangeByName(at).getFormula()


def replace(tab, what):
    """Find & Replace: the text by itself, which enters every formula that has it anew."""
    wanted = sheet(tab).createReplaceDescriptor()
    wanted.SearchString = wanted.ReplaceString = what
    sheet(tab).replaceAll(wanted)


def save(tab, at):
    """The book saved as .ods at the place given."""
    BOOKS["book"].storeToURL(at, ())


def load(tab, at):
    """Another book instead of the one that is open."""
    BOOKS["book"].close(True)
    BOOKS["book"] = DESKTOP.loadComponentFromURL(at, "_blank", 0, (hidden("Hidden", True),))


CONTEXT, DESKTOP = desktop(sys.argv[1])
BOOKS["book"] = DESKTOP.loadComponentFromURL("private:factory/scalc", "_blank", 0, (hidden("Hidden", True),))
print(json.dumps("ready"), flush=True)
for line in sys.stdin:
    answers = [globals()[step](*rest) for step, *rest in json.loads(line)]
    print(json.dumps(answers), flush=True)
BOOKS["book"].close(True)
try:
    DESKTOP.terminate()
except uno.getClass("com.sun.star.lang.DisposedException"):
    pass
