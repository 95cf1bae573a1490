"Writes README.md from nbs/index.ipynb: its markdown and its code, as GitHub shows them. `--check` only compares."
import re, sys
from pathlib import Path
from fastcore.nbio import read_nb

root = Path(__file__).resolve().parent.parent
site = re.search(r'Documentation = "(.*?)/?"', (root/'pyproject.toml').read_text()).group(1)

def readme():
    res = []
    for c in read_nb(root/'nbs/index.ipynb').cells:
        if '#| hide' in c.source or not c.source.strip(): continue
        src = f'```python\n{c.source}\n```'
        if c.cell_type=='markdown':
            src = re.sub(r'\]\(([\w./]+)\.ipynb(#[\w-]+)?\)', rf']({site}/\1.html\2)', c.source).replace('](images/', '](nbs/images/')
        res.append(src.strip())
    return '<!-- Made from nbs/index.ipynb by `make export`: edit it there -->\n\n' + '\n\n'.join(res) + '\n'

if __name__=='__main__':
    f = root/'README.md'
    if '--check' in sys.argv: sys.exit(0 if f.read_text()==readme() else 'README.md differs from nbs/index.ipynb: run `make export`')
    f.write_text(readme())
