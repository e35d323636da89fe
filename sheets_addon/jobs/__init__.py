"""When a workbook is refreshed, and by whom.

The store's rows are the truth (due at, asked for, lease, failures); the queue only carries «look at workbook N» to a
free worker, so a message that is lost or doubled changes nothing.

========== ======================================================================
schedule   meetings × zone × calendar → the next run; pure
budget     Google's requests a minute, shared by every worker of every machine
tick       each minute: what is due, asked for, or left behind by a dead worker
retry      what a failure does to the next run: soon, later, at the next meeting
queue      huey over the store's own database
worker     ``planerka work``, and the thread inside ``planerka serve``
========== ======================================================================
"""
