"What the process loads that all tests are forks of: not fastxtend, since some tests load a copy of it"
import logging
import fastai.vision.all, matplotlib.pyplot, nbdev.quarto, nbdev.test, numba

logging.getLogger('bitsandbytes').setLevel(logging.ERROR) # It warns about parts that are not used here
try: import bitsandbytes.optim
except ImportError: pass
logging.getLogger('bitsandbytes').setLevel(logging.NOTSET)

numba.njit('f4(f4[::1])')(lambda x: x[0]) # What numba does when it first compiles is done once, too
