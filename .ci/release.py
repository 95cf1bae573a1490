"""Prints the notes of the release that a tag names: its section of CHANGELOG.md. Fails if there is none, or if the tag
is not the version of the package and of CITATION.cff."""
import re, sys
from pathlib import Path

root = Path(__file__).resolve().parent.parent

def version(file, pattern): return re.search(pattern, (root/file).read_text()).group(1)

def check(tag):
    "Stop unless `tag` is `v` and the version that the package and CITATION.cff have"
    for file,pattern in ('fastxtend/__init__.py', r'__version__ = "(.+)"'), ('CITATION.cff', r'(?m)^version: (.+)'):
        if tag != f'v{version(file, pattern)}':
            sys.exit(f'the tag is {tag}, but the version in {file} is {version(file, pattern)}')

def notes(tag):
    "The section of CHANGELOG.md about the version that `tag` names"
    for section in (root/'CHANGELOG.md').read_text().split('\n## ')[1:]:
        title,_,text = section.partition('\n')
        if title.split()[0]==tag.removeprefix('v') and text.strip(): return text.strip()
    sys.exit(f'CHANGELOG.md has no section about {tag}')

if __name__=='__main__':
    if len(sys.argv) != 2: sys.exit('usage: release.py TAG')
    check(sys.argv[1])
    print(notes(sys.argv[1]))
