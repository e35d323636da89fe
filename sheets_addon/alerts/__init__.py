"""Messages to people: the agenda before each meeting, a word when the reports stand still, and when they go on.

What is to be sent is read off the store each minute (which meeting is ahead, how the last runs went, what was sent),
so nothing is lost with a process. A message is claimed in the store before it is sent: two workers send one. Where a
sender dies between the server's «accepted» and our «sent», the message goes a second time, with the same Message-ID,
by which most mailboxes know it again: a meeting without its agenda would be worse. Nothing here touches a sync: it
happens in a thread of its own, outside of leases and transactions.

========= ==========================================================================
choice    whom to write to, about what: what a workbook's page has set
due       what is to be sent now: pure reading
message   its words: subject, text, HTML
masking   no phone and no e-mail of a client leaves in a message
mail      SMTP: encrypted, the certificate checked
webhook   a POST of JSON to an address that people give, which is not trusted
resolving which addresses of the net may be spoken to
deadline  no server keeps us longer than we want
post      the round: claim, send, write down what came of it
========= ==========================================================================
"""
