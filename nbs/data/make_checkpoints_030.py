"""Make `checkpoints_030.pt`, checkpoints of fastxtend 0.3.0 that later versions have to load.

Run it with fastxtend 0.3.0 and bitsandbytes installed: `python make_checkpoints_030.py`. The file is a list with a
dict for each optimizer:

- family, flag, options: what `getattr(fastxtend.optimizer.all, family)(param_groups, **{flag: True}, **options)` needs
- params: parameters after three steps, as a list for each group
- state_dict: what `opt.state_dict()` gave then
- state: the state tensors and counts in it by parameter, 8-bit ones as plain tensors
- grads: gradients of the fourth step
- expected: params, state_dict and state after it
"""
from pathlib import Path

import fastxtend
import torch
from fastcore.foundation import L
from fastxtend.optimizer import all as optimizers
from fastxtend.optimizer.quantized import EightBitTensor

torch.set_num_threads(1)
shapes = [[(3,4), (4,3,2,2)], [(7,), (5,26)]]
recipes = [
    ('Adam',       'fused',    {}),
    ('Adam',       'foreach',  dict(decouple_wd=False)),
    ('Adam',       'eightbit', dict(min_8bit_size=32, block_size=64)),
    ('Ranger',     'fused',    dict(k=2)),
    ('SGD',        'foreach',  dict(mom=0.9)),
    ('RAdam',      'jit',      {}),
    ('Sophia',     'fused',    {}),
    ('StableAdam', 'fused',    {}),
]

def rand_like(p, gen): return torch.empty_like(p, requires_grad=False).copy_(torch.randn(p.shape, generator=gen))

def make_params():
    "Two groups; one parameter is channels_last"
    gen = torch.Generator().manual_seed(42)
    def param(shape):
        t = torch.empty(shape, memory_format=torch.channels_last if len(shape)==4 else torch.contiguous_format)
        return torch.nn.Parameter(rand_like(t, gen))
    return [[param(s) for s in group] for group in shapes]

def set_grads(ps, i):
    "Gradients of step `i`; the parameter of 7 elements has none in step 1, so its step count differs"
    gen = torch.Generator().manual_seed(i)
    for p in ps: p.grad = rand_like(p, gen)
    if i==1: ps[2].grad = None

def add_curvature(opt):
    "Sophia's average of the curvature, which a callback would estimate: without it, every step is clipped"
    gen = torch.Generator().manual_seed(100)
    for p,_,state,_ in opt.all_params(): state['hess_avg'].copy_(rand_like(p, gen).square_())

def plain(x):
    "`x` with plain tensors in place of 8-bit ones"
    if isinstance(x, EightBitTensor): return x.values()
    if isinstance(x, dict): return {k: plain(v) for k,v in x.items()}
    return [plain(o) for o in x] if isinstance(x, list) else x

def copied(x):
    "`x` with copies of its tensors, and with fastcore's `L` as a list"
    if isinstance(x, torch.Tensor): return x.detach().clone()
    if isinstance(x, dict): return {k: copied(v) for k,v in x.items()}
    return [copied(o) for o in x] if isinstance(x, (list,tuple,L)) else x

def snapshot(opt):
    "Parameters and state of `opt`"
    sd = copied(opt.state_dict())
    return dict(params=copied(opt.param_lists), state_dict=sd, state=plain(sd['state']))

def make_checkpoint(family, flag, options):
    "Three steps, a checkpoint, and a fourth step"
    groups = make_params()
    ps = [p for group in groups for p in group]
    opt = getattr(optimizers, family)(groups, lr=0.01, wd=0.1, **{flag: True}, **options)
    opt.set_hyper('lr', [0.01, 0.02])
    opt.state[ps[0]]['do_wd'] = False
    for i in range(3):
        set_grads(ps, i)
        opt.step()
        if family=='Sophia' and i==0: add_curvature(opt)
    saved = snapshot(opt)
    set_grads(ps, 3)
    grads = [[p.grad.clone() for p in group] for group in groups]
    opt.step()
    options = dict(lr=0.01, wd=0.1) | options
    return dict(family=family, flag=flag, options=options, **saved, grads=grads, expected=snapshot(opt))

if __name__ == '__main__':
    assert fastxtend.__version__ == '0.3.0'
    torch.save([make_checkpoint(*o) for o in recipes], Path(__file__).with_name('checkpoints_030.pt'))
