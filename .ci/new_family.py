"""Adds a family to this copy of the project, as CONTRIBUTING.md says: one notebook, one line in the sidebar. Then
parity, fuzzer and the modules to import from must know it."""
import json, runpy, subprocess, sys
from pathlib import Path

root = Path.cwd()
bin = Path(sys.executable).parent
cells = ['#| default_exp optimizer.scratch', '''#| export
import fastai.optimizer as fo
from typing_extensions import Unpack
from fastxtend.optimizer.registry import ForEachOptimizer, FusedOptimizer, JitOptimizer, Flags, as_opt_func, implement
from fastxtend.optimizer.rule import Rule''', '''#| exports
def scratch_step(p, g, *, lr, scratch): p.sub_(g.mul(lr*(1-scratch)))
scratch_rule = Rule(scratch_step, lambda lr, scratch: dict(lr=lr, scratch=scratch))

def scratch_stepper(p, lr, scratch, **kwargs): p.data.sub_(p.grad.data.mul(lr*(1-scratch)))
def scratch_native(params, decouple_wd=True, **hypers): return fo.Optimizer(params, [scratch_stepper], **hypers)

class ScratchForEachOptimizer(ForEachOptimizer): "ForEach"
class ScratchFusedOptimizer(FusedOptimizer): "Fused"

@implement(scratch_rule, scratch_native, ScratchForEachOptimizer, JitOptimizer, ScratchFusedOptimizer)
def Scratch(params, lr,
    scratch=0.5, # How much of a step to leave out
    wd=0., decouple_wd=True, **flags:Unpack[Flags]
) -> fo.Optimizer:
    "Plain gradient descent, for this test"
scratch = as_opt_func(Scratch)''']

def cell(i, src):
    return dict(cell_type='code', id=f'cell{i}', execution_count=None, metadata={}, outputs=[], source=src)

meta = dict(kernelspec=dict(display_name='python3', language='python', name='python3'))
text = json.dumps(dict(cells=[cell(i, o) for i,o in enumerate(cells)], metadata=meta, nbformat=4, nbformat_minor=5))
(root/'nbs/optimizer/scratch.ipynb').write_text(text)
sidebar = root/'nbs/_quarto.yml'
line = '          - optimizer/adam.ipynb\n'
sidebar.write_text(sidebar.read_text().replace(line, line + line.replace('adam', 'scratch')))
subprocess.run([bin/'nbdev-export'], check=True)
sys.path.insert(0, str(root))
runpy.run_path('.ci/stubs.py', run_name='__main__')

from fastxtend.optimizer.all import Scratch, scratch, scratch_foreach_step
from fastxtend.optimizer.all import ScratchForEachOptimizer, ScratchFusedOptimizer
from fastxtend.testing.parity import parity
from fastxtend.testing.fuzz import families, find_failure
from fastxtend.testing.benchmark import benchmark
df = parity(['Scratch'])
assert len(df)==6 and df.ok.all(), df
assert 'Scratch' in families()
for implementation in 'foreach','jit','fused': assert find_failure('Scratch', implementation, 5).failure is None
assert (benchmark(['Scratch'], ['tiny'], ['fused'], [], repeats=2).candidate=='fused').any()
assert 'Scratch as Scratch' in (root/'fastxtend/optimizer/all.pyi').read_text()
