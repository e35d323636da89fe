"""Every declared function in LibreOffice Calc: an add-in (.oxt) made from the registry.

Two Pythons take part. LibreOffice brings its own, often of another version and never with our libraries; loading
numpy and pandas into the office's process would also tie its life to theirs. So what runs inside the office
(:mod:`excel_udfs.libreoffice.inside`) is small and of the standard library only: it starts one worker of our own Python
at the first formula and speaks to it over the worker's standard input and output. Nobody else can reach a pipe, so
there is no port and no key; the pipe closes with the office, whichever way that ends, and the worker with it.

::

    cell ── Calc ── inside/component.py ── inside/planerka_worker.py ──pipe── worker.py ── core.call

``python -m excel_udfs.libreoffice --out planerka.oxt`` builds it; it needs ``unoidl-write`` of LibreOffice's SDK.
"""
