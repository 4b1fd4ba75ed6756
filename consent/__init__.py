"""What people have said: consents, acts, receipts, and the ledger in which everything stands in one order.

This package knows no law and no web.
It must not import its tables here: whoever imports a word must not get a database with it.
"""
