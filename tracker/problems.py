"""One kind of failure: something the person at the keyboard can put right."""


class Problem(Exception):
    """Raised with one sentence that says what is wrong and what to do.

    Entry points (``manage.py``, ``python -m tracker.runner``, ``python -m tracker.database``)
    print the sentence to stderr and exit 1, without a traceback. Anything else that goes wrong
    is a defect and keeps its traceback.
    """
