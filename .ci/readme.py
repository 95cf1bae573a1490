"""Writes README.md from nbs/index.ipynb: its markdown and its code. Links lead to the site, and images are addressed in
full, so that it reads the same on GitHub and on a package index. _quarto.yml becomes a copy of the one in nbs/, which
is what nbdev reads. `--check` only compares."""
import re, sys
from pathlib import Path
from fastcore.nbio import read_nb

root = Path(__file__).resolve().parent.parent
settings = (root/'pyproject.toml').read_text()
site,repo = (re.search(fr'{o} = "(.*?)/?"', settings).group(1) for o in ('Documentation','Repository'))
images = f"{repo.replace('github.com', 'raw.githubusercontent.com')}/main/nbs/images/"

def absolute(md):
    "The markdown `md`, with links and images that work anywhere"
    md = re.sub(r'\]\(([\w./-]+)\.ipynb(#[\w-]+)?\)', rf']({site}/\1.html\2)', md)
    md = re.sub(r'(\]\(|(?:src|srcset)=")images/', rf'\1{images}', md)
    bad = re.findall(r'\]\((?!https?://|#)(.*?)\)', md)
    if bad: sys.exit(f'{bad[0]} is a link that works in nbs/index.ipynb only')
    return md

def readme():
    cells = [c for c in read_nb(root/'nbs/index.ipynb').cells if '#| hide' not in c.source and c.source.strip()]
    parts = [absolute(c.source).strip() if c.cell_type=='markdown' else f'```python\n{c.source}\n```' for c in cells]
    return '\n\n'.join(['<!-- Made from nbs/index.ipynb by `make export`: edit it there -->', *parts]) + '\n'

if __name__=='__main__':
    site_settings = (root/'nbs/_quarto.yml').read_text()
    for name,source,text in ('README.md','index.ipynb',readme()),('_quarto.yml','_quarto.yml',site_settings):
        f = root/name
        if '--check' not in sys.argv: f.write_text(text)
        elif f.read_text() != text: sys.exit(f'{name} differs from nbs/{source}: run `make export`')
