"""Google's Sheets and Drive over real HTTP, as far as we and gspread use them: ``python -m tests.sheets_api``.

``state`` holds files in the API's own shapes; ``routes`` says which function answers which request; ``server`` stands
around each request: token, quota, schema, faults, lock. What is not built answers 501 with its name.
"""
