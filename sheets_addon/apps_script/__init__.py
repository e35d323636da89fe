"""The add-on for Google Sheets: a menu, a sidebar, and every declared function as a custom function.

``functions.gs``, ``functions.en.gs`` and ``appsscript.json`` are made by ``python -m sheets_addon.apps_script``, the
rest is written by hand. With ``--out`` it puts all of it together into the three files that Google takes.
"""
