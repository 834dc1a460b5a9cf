"""The tracker's PostgreSQL when ``DATABASE_URL`` is unset: a real server from a pip wheel.

``places`` decides where its data, sockets and programs are and under whose account it runs,
``data`` makes the data, ``server`` starts and stops it, ``lease`` knows who is using it (the last
one out stops it), ``use`` is what a process calls, and ``base`` is the Django database engine
``tracker.database``, which starts it on the first query. A command that never asks the database
anything (``manage.py extract``) never starts it.

Nothing here imports Django except ``base``.
"""
