"""Make `checkpoints_017.pt`, checkpoints of fastxtend 0.1.7 that later versions have to load.

Run it with fastxtend 0.1.7 in place of this version: `python make_checkpoints_017.py`. The file is a dict:

- grads: gradients of each parameter for the fourth to the ninth step; `None` for the last parameter, which never has any
- checkpoints: a list with a dict for each optimizer and implementation:
    - family, flag, options: what made it
    - params: parameters after three steps
    - state_dict: what `opt.state_dict()` gave then
    - expected: parameters after nine steps
"""
from copy import deepcopy
from pathlib import Path

import torch
from fastxtend.optimizer.adan import Adan
from fastxtend.optimizer.fused import SGD, RMSProp, Adam, RAdam, QHAdam, Larc, Lamb, Ranger
from fastxtend.optimizer.lion import Lion
from fastxtend.optimizer.sophia import Sophia
from fastxtend.optimizer.stableadam import StableAdam

torch.set_num_threads(1)
torch.manual_seed(42)
shapes = [(5,3), (4,), (6,), (2,)]
start = [torch.randn(o) for o in shapes]
grads = [[*(torch.randn(o) for o in shapes[:-1]), None] for _ in range(9)]
families = SGD, RMSProp, Adam, RAdam, QHAdam, Larc, Lamb, Ranger, Lion, Adan, Sophia, StableAdam
lacks = ('RMSProp','foreach'),('QHAdam','foreach'),('Larc','foreach'),('Lion','jit'),('Sophia','jit'),('StableAdam','jit')

def values(opt): return [p.detach().clone() for p,*_ in opt.all_params()]

def take_steps(opt, grads):
    for step in grads:
        for (p,*_),g in zip(opt.all_params(), step): p.grad = None if g is None else g.clone()
        opt.step()

def checkpoint(f, flag, options):
    ps = [torch.nn.Parameter(o.clone()) for o in start]
    opt = f([ps[:2],ps[2:]], lr=1e-2, wd=0.1, **options, **({flag: True} if flag else {}))
    take_steps(opt, grads[:3])
    params,state_dict = values(opt),deepcopy(opt.state_dict())
    take_steps(opt, grads[3:])
    return dict(family=f.__name__, flag=flag, options=options, params=params, state_dict=state_dict, expected=values(opt))

res = [checkpoint(f, flag, dict(mom=0.9) if f in (SGD,RMSProp) else {})
       for f in families for flag in ('','foreach','jit') if (f.__name__,flag) not in lacks]
torch.save(dict(grads=grads[3:], checkpoints=res), Path(__file__).parent/'checkpoints_017.pt')
