"""The add-in for Excel on Mac and in the browser: a task pane, and every declared function as a custom function.

``functions.json``, ``functions.en.json``, ``functions.js`` and the icons are made by ``python -m
excel_udfs.office_addin``; the rest is written by hand. The service serves the folder's files as they are.
"""
