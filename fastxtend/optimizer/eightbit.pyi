# Made from the registry by `make export`
from fastxtend.optimizer.executor_eightbit import EightBitOptimizer as EightBitOptimizer
from fastxtend.optimizer.quantized import EightBitTensor as EightBitTensor
from fastxtend.optimizer.quantized import state_bytes as state_bytes
from fastxtend.optimizer.sgd import SGD8bitOptimizer as SGD8bitOptimizer
from fastxtend.optimizer.schedulefree import ScheduleFreeAdam8bitOptimizer as ScheduleFreeAdam8bitOptimizer
from fastxtend.optimizer.muon import Muon8bitOptimizer as Muon8bitOptimizer
from fastxtend.optimizer.lion import Lion8bitOptimizer as Lion8bitOptimizer
from fastxtend.optimizer.rmsprop import RMSProp8bitOptimizer as RMSProp8bitOptimizer
from fastxtend.optimizer.sophia import Sophia8bitOptimizer as Sophia8bitOptimizer
from fastxtend.optimizer.adam import AdamW8bitOptimizer as AdamW8bitOptimizer
from fastxtend.optimizer.radam import RAdam8bitOptimizer as RAdam8bitOptimizer
from fastxtend.optimizer.ranger import Ranger8bitOptimizer as Ranger8bitOptimizer
from fastxtend.optimizer.qhadam import QHAdam8bitOptimizer as QHAdam8bitOptimizer
from fastxtend.optimizer.adan import Adan8bitOptimizer as Adan8bitOptimizer
from fastxtend.optimizer.larc import LARS8bitOptimizer as LARS8bitOptimizer
from fastxtend.optimizer.stableadam import StableAdam8bitOptimizer as StableAdam8bitOptimizer
from fastxtend.optimizer.lamb import LAMB8bitOptimizer as LAMB8bitOptimizer
