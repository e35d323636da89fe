"""The .oxt's own papers: what it is called, and what each of its files is for."""

from importlib.metadata import version

from excel_udfs.libreoffice.names import IDENTIFIER, IMPLEMENTATION

TYPES, COMPONENT, COMPONENTS, CATALOGUE = "planerka.rdb", "component.py", "planerka.components", "CalcAddIns.xcu"

_MANIFEST = f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="http://openoffice.org/2001/manifest">
  <manifest:file-entry manifest:full-path="{TYPES}"
    manifest:media-type="application/vnd.sun.star.uno-typelibrary;type=RDB"/>
  <manifest:file-entry manifest:full-path="{COMPONENTS}"
    manifest:media-type="application/vnd.sun.star.uno-components"/>
  <manifest:file-entry manifest:full-path="{CATALOGUE}"
    manifest:media-type="application/vnd.sun.star.configuration-data"/>
</manifest:manifest>
"""
_COMPONENTS = f"""<?xml version="1.0" encoding="UTF-8"?>
<components xmlns="http://openoffice.org/2010/uno-components">
  <component loader="com.sun.star.loader.Python" uri="{COMPONENT}">
    <implementation name="{IMPLEMENTATION}">
      <service name="com.sun.star.sheet.AddIn"/>
    </implementation>
  </component>
</components>
"""
_DESCRIPTION = """<?xml version="1.0" encoding="UTF-8"?>
<description xmlns="http://openoffice.org/extensions/description/2006" xmlns:xlink="http://www.w3.org/1999/xlink">
  <identifier value="{identifier}"/>
  <version value="{version}"/>
  <display-name>
    <name lang="en">Planerka: functions of a sales department</name>
    <name lang="ru">Планёрка: функции отдела продаж</name>
  </display-name>
</description>
"""


def parts() -> dict[str, bytes]:
    """The files that say what the others are, by their place in the .oxt."""
    description = _DESCRIPTION.format(identifier=IDENTIFIER, version=version("planerka"))
    return {
        "META-INF/manifest.xml": _MANIFEST.encode(),
        "description.xml": description.encode(),
        COMPONENTS: _COMPONENTS.encode(),
    }
