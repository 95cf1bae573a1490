"""Writes stubs for the modules that people import from, which collect their names when they are imported, so that
editors know the names too. `--check` only compares."""
import inspect, sys
from pathlib import Path

root = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(root))
from importlib import import_module
from fastxtend.optimizer.registry import facades

def line(name, value, module):
    "The line of a stub that says what `name` is"
    home = getattr(value, '__module__', '')
    is_ours = home.startswith('fastxtend.') and home != module and hasattr(import_module(home), name)
    if is_ours or home=='fastai.optimizer': return f'from {home} import {name} as {name}'
    return f'def {name}(params, grads, *state, **scalars) -> None: ...'

def stub(name):
    module = import_module(f'fastxtend.optimizer.{name}')
    lines = [line(o, getattr(module, o), module.__name__) for o in module.__all__]
    return '\n'.join(['# Made from the registry by `make export`', *dict.fromkeys(lines), '']) 

bad = []
for name in facades:
    f,text = root/f'fastxtend/optimizer/{name}.pyi',stub(name)
    if '--check' not in sys.argv: f.write_text(text)
    elif not f.exists() or f.read_text() != text: bad.append(str(f.relative_to(root)))
if bad: sys.exit(f"{', '.join(bad)} differ from what the registry says: run `make export`")
