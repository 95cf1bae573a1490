"""Tests the project: what is made from notebooks is up to date, pages can be made into a site, and every notebook runs.
Arguments are nbdev-test flags to run, such as `cuda`."""
import ast, filecmp, json, multiprocessing, os, re, runpy, shutil, subprocess, sys, tempfile, time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

root = Path(__file__).resolve().parent.parent
bin = Path(sys.executable).parent
flags = ' '.join(sys.argv[1:])
notebooks = sorted(o for o in (root/'nbs').rglob('*.ipynb')
                   if not o.name.startswith(('.','_')) and '.ipynb_checkpoints' not in o.parts)
# Begun first. Others find on disk what one compiles: bad_input begins when parity has compiled, those after concurrency
# when bad_input has
slowest = ('parity', 'tutorial.digits', 'bad_input', 'results', 'concurrency', 'tutorial.distributed', 'bfloat16',
    'benchmark', 'learner', 'fuzz', 'eightbit', 'gpu', 'tutorial.own_optimizer', 'profiler', 'sophia', 'checkpoints',
    'schedulefree', 'muon', 'vision.all')

# Loading torch and fastai takes seconds, so one process does it, and forks of that process do the work
server = multiprocessing.get_context('forkserver')
server.set_forkserver_preload(['preload'])

def quietly(out, f, args):
    "Call `f(*args)` with what it prints in the file `out`"
    with open(out, 'w') as o:
        for stream in sys.stdout,sys.stderr: os.dup2(o.fileno(), stream.fileno())
    f(*args)

def in_fork(f, *args):
    "What `f(*args)` prints in a fork of the server if it fails there"
    with tempfile.NamedTemporaryFile('r') as out:
        process = server.Process(target=quietly, args=(out.name,f,args))
        process.start()
        process.join()
        return process.exitcode and (out.read() or 'failed')

# What can be seen without running notebooks: each check returns what is wrong, or nothing

def run_file(folder, name, *args):
    "Run the file `name` of the copy of the project in `folder`"
    os.chdir(folder)
    sys.path.insert(0, str(folder))
    sys.argv = [name,*args]
    runpy.run_path(name, run_name='__main__')

def in_copy(f, *args, then):
    "Run `f` on a copy of the project, and return what is wrong: what `f` prints if it fails, else what `then` says"
    with tempfile.TemporaryDirectory() as d:
        d = Path(d)
        left_out = shutil.ignore_patterns('__pycache__')
        for o in 'nbs','fastxtend','.ci': shutil.copytree(root/o, d/o, symlinks=True, ignore=left_out)
        for o in root.glob('*.*'):
            if o.is_file(): shutil.copy(o, d)
        return in_fork(f, d, *args) or then(d)

def export(d):
    "Export the notebooks of the project in `d`"
    subprocess.run([bin/'nbdev-export'], cwd=d, check=True)

def drift(d):
    "What exporting the notebooks afresh, as was done in the copy `d`, would change"
    a,b = [{o.relative_to(x/'fastxtend') for o in (x/'fastxtend').rglob('*.py')} for x in (root,d)]
    def same(o): return o in a&b and filecmp.cmp(root/'fastxtend'/o, d/'fastxtend'/o, shallow=False)
    bad = sorted(str(o) for o in a|b if not same(o))
    return f"fastxtend/ differs from what the notebooks export in {', '.join(bad)}: run `make export`" if bad else ''

def made_from_notebooks():
    "Files that differ from what is made of them"
    return '\n'.join(filter(None, (in_fork(run_file, root, f'.ci/{o}.py', '--check') for o in ('readme','stubs'))))

def processed(page):
    "The markdown that nbdev hands to Quarto for a page: of its cells, and of their outputs"
    res = []
    for c in json.loads(page.read_text())['cells']:
        outputs = [o.get('data', {}).get('text/markdown', '') for o in c.get('outputs', ())]
        res += [''.join(o) for o in ([c['source']] if c['cell_type']=='markdown' else outputs)]
    return '\n\n'.join(res)

def without_blocks(text): return re.sub(r'(?ms)^```.*?^```', '', text)

def unlisted(pages, d):
    "Pages that would not be on the site, and entries of the sidebar without a page"
    listed = re.findall(r'- (\S+\.ipynb)', (d/'_quarto.yml').read_text())
    made = [str(o.relative_to(d)) for o in pages]
    return ([f'nbs/_quarto.yml: add {o} to the sidebar' for o in made if o not in listed] +
            [f'nbs/_quarto.yml: the sidebar lists {o}, which does not exist' for o in listed if o not in made])

def words(text):
    "The letters and digits of `text`, without the targets of its links"
    return re.sub(r'\]\([^)\s]*\)|[\W_]', '', text)

def lost_introductions(pages, d):
    "Pages whose introduction nbdev would drop: all it keeps of the first cell are title and subtitle"
    res = []
    for page,text in pages.items():
        name = page.relative_to(d)
        cells = json.loads((d.parent/'nbs'/name).read_text())['cells']
        first,second = ([''.join(c['source']) for c in cells] + [''])[:2]
        if not re.fullmatch(r'# .+\s+> .+\s*', first):
            res.append(f'nbs/{name}: leave only `# title` and `> subtitle` in the first cell, the rest would be lost')
        if words(second) not in words(text):
            res.append(f'nbs/{name}: the site lacks its introduction, which has to be the second cell, in markdown')
    return res

def anchors(text):
    "The anchors that Quarto gives to the headings in `text`, and those that the text gives itself"
    res,slugs = re.findall(r'\{#([\w.:-]+)', text),[]
    for heading in re.findall(r'(?m)^#+ +(.+)', without_blocks(text)):
        heading = re.sub(r'\[(.*?)\]\(.*?\)', r'\1', heading).lower()
        slug = '-'.join(re.sub(r'[^\w\s.-]', '', heading).split())
        slug = re.sub(r'^[\W\d_]+', '', slug)
        res.append(f'{slug}-{slugs.count(slug)}' if slug in slugs else slug)
        slugs.append(slug)
    return res

def dead_links(pages, d):
    "Links between pages, and to pictures, that lead nowhere"
    home = re.search(r'site-url: "(.*)"', (d/'nbdev.yml').read_text())[1] + '/'
    known,res = {page: anchors(text) for page,text in pages.items()},[]
    for page,text in pages.items():
        for link in re.findall(r'\]\(([^)\s]+)', re.sub(r'`[^`\n]*`', '', without_blocks(text))):
            folder,to = (d,link.removeprefix(home)) if link.startswith(home) else (page.parent,link)
            if re.match(r'\w+:', to): continue # It leads to another site
            path,_,anchor = to.partition('#')
            target = (folder/re.sub(r'\.html$', '.ipynb', path)).resolve() if path else page
            if not target.exists() or (anchor and anchor not in known.get(target, ())):
                res.append(f'nbs/{page.relative_to(d)}: {link} does not exist: mend the link, or, if nbdev made it '
                           'from a name in backticks, write the name without them')
    return res

def site_problems(copy):
    "What is wrong with the pages that `nbdev-proc-nbs` made in a copy of the project"
    d = (copy/'_proc').resolve()
    pages = {o: processed(o) for o in sorted(d.rglob('*.ipynb'))}
    return '\n'.join(o for check in (unlisted, lost_introductions, dead_links) for o in check(pages, d))

def make_pages(d, path):
    "Run `nbdev-proc-nbs` for the project in `d`, with this search path for commands"
    # It ends sooner here than from a shell, where IPython cleans up after each notebook
    from nbdev.quarto import nbdev_proc_nbs
    os.chdir(d)
    os.environ['PATH'] = path
    nbdev_proc_nbs(n_workers=0)

def site():
    "Why pages cannot be made into a site. nbdev would install Quarto if it found none, so it finds a stand-in."
    with tempfile.TemporaryDirectory() as d:
        called = Path(d)/'called'
        does = {'quarto': 'echo 1.6.42'} | {o: f'echo {o} "$@" >> {called}; exit 1' for o in ('sudo', 'curl', 'dpkg')}
        for name,line in does.items():
            (Path(d)/name).write_text(f'#!/bin/sh\n{line}\n')
            (Path(d)/name).chmod(0o755)
        problems = in_copy(make_pages, f"{d}:{os.environ['PATH']}", then=site_problems)
        if not called.exists(): return problems
        return f'{problems}\nnbdev-proc-nbs tried to install Quarto, which a test must not do:\n{called.read_text()}'

def exported_cells():
    "The notebook and source of each exported cell that holds more than imports"
    for f in notebooks:
        for c in json.loads(f.read_text())['cells']:
            src = ''.join(c['source'])
            if c['cell_type'] != 'code' or not re.match(r'\s*#\|\s*exports?\b', src): continue
            if not all(isinstance(o, (ast.Import,ast.ImportFrom)) for o in ast.parse(src).body): yield f,src

def signature_lines(code):
    "How many lines the signatures in `code` take"
    try: functions = [n for n in ast.walk(ast.parse(code)) if isinstance(n, ast.FunctionDef)]
    except SyntaxError: return 0
    lines = [n.body[0].lineno-n.lineno for n in functions]
    return sum(o for o in lines if o > 3)

def unreadable():
    "Lines that are too wide, and exported cells that are too long"
    modules = [o for o in root.glob('fastxtend/**/*.py') if o.name!='_modidx.py']
    files = [*modules, *root.glob('.ci/*.py'), root/'setup.py']
    res = [f'{f.relative_to(root)} has a line wider than 120 columns: {l}'
           for f in files for l in f.read_text().splitlines()
           if len(l) > 120 and not l.startswith('__all__')] # nbdev wraps that list, and then writes its name in front
    for f,src in exported_cells():
        lines = [l for l in src.splitlines() if l.strip() and not l.startswith('#|')]
        n = len(lines) - signature_lines('\n'.join(lines))
        if n > 20: res.append(f'{f.relative_to(root)}: an exported cell has {n} lines, beginning with {lines[0]!r}')
    return '\n'.join(res)

checks = {
    'exported modules equal what the notebooks say': lambda: in_copy(export, then=drift),
    'README.md, _quarto.yml and stubs equal what they are made from': made_from_notebooks,
    'pages can be made into a site': site,
    'code is at most 120 columns wide, exported cells at most 20 lines long': unreadable,
    'a new family is found everywhere': lambda: in_copy(run_file, '.ci/new_family.py', then=lambda d: '')}

# Running everything, two at a time: threads of two processes that wait for each other in turns are slower than one of
# each

workers = 2
environment = dict(OMP_NUM_THREADS=str(max(1, (os.cpu_count() or 1)//workers)), PYTHONWARNINGS='ignore::FutureWarning',
    # So that the server finds `preload`
    PYTHONPATH=os.pathsep.join(filter(None, [str(root/'.ci'), os.environ.get('PYTHONPATH')])))

def report(name, problem, start):
    print(f"{'FAILED' if problem else 'ok    '} {name} {time.time()-start:.0f} s", flush=True)
    return name,problem

def run_check(name):
    start = time.time()
    return report(name, checks[name](), start)

def test_notebook(nb, flags):
    "Run a notebook, with the same random numbers each time so that a failure can be repeated: `SEED=1` for others"
    from fastai.torch_core import set_seed
    from nbdev.test import nbdev_test
    set_seed(int(os.environ.get('SEED', 0)))
    nbdev_test(nb, flags=flags, n_workers=0)

def run_notebook(nb):
    start = time.time()
    return report(str(nb.relative_to(root)), in_fork(test_notebook, nb, flags), start)

def by_time(nb): return slowest.index(nb.stem) if nb.stem in slowest else len(slowest)

def main():
    start = time.time()
    with tempfile.TemporaryDirectory() as tmp, ThreadPoolExecutor(workers) as ex:
        log = Path(tmp)/'parity'
        log.touch()
        os.environ.update(environment, FASTXTEND_PARITY_LOG=str(log), FASTXTEND_CACHE_DIR=tmp)
        slow,fast = [[o for o in sorted(notebooks, key=by_time) if (o.stem in slowest)==long] for long in (True,False)]
        todo = [ex.submit(run_notebook, o) for o in slow] + [ex.submit(run_check, o) for o in checks]
        todo += [ex.submit(run_notebook, o) for o in fast] # Last, so that neither worker waits long for the other
        problems = {name: o for name,o in (f.result() for f in todo) if o}
        parity = log.read_text().split()
    for name,text in problems.items(): print(f'\n=== {name}\n{text[-6000:]}')
    wrong = parity.count('False')
    total,failed = len(notebooks)+len(checks)+len(parity),len(problems)+wrong
    print(f"\n{len(notebooks)} notebooks, {len(checks)} other checks and {len(parity)} parity comparisons "
          f"in {(time.time()-start)/60:.1f} minutes\n{total-failed} passed, {failed} failed")
    sys.exit(failed > 0)

if __name__=='__main__': main()
