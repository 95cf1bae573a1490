"""Exports the notebooks as `nbdev-export` does, with lines of at most 120 columns: nbdev wraps the list `__all__`
at 120 columns, and then writes its name in front."""
from textwrap import TextWrapper

from nbdev import maker
from nbdev.doclinks import nbdev_export

wide = len('__all__ = ')
maker.TextWrapper = lambda width, **kwargs: TextWrapper(width=width-wide, **kwargs)
nbdev_export()
